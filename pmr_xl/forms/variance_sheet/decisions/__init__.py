"""Decisions on a variance sheet: the columns they stand in, a row as a value, and how they are read back."""
