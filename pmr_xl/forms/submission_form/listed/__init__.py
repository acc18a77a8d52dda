"""A list out of an agency's own systems, on its way into the form: which row is which indicator, and what it says."""
