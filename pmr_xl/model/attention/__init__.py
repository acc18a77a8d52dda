"""What makes a figure an exception, and who is to see it."""
