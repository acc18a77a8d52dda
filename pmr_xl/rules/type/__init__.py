"""What is typed into a cell for figures."""
