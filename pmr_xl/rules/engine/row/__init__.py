"""One row of a form: what is known of it before it comes in, and what in it is out of the ordinary."""
