"""Reports as data: what a law, an order or an office asks to have printed of the figures that the record has."""
