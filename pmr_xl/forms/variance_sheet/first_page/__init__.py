"""The page that people decide on: its rows, its yellow cells, and the one cell for all rows without a question."""
