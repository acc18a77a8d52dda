"""Forms that move into a form of today's schema, with all that is filled in."""
