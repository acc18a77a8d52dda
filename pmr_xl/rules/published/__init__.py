"""Tables that were published and are imported: judged without a form, for the office that imports them."""
