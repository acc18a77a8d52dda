"""A form split among program units, and put together again."""
