"""The variance sheet: what a supervisor decides on, and the decisions read back."""
