"""What was promised and agreed, and what became of it."""
