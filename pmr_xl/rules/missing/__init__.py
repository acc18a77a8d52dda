"""What is not there, and how that is said."""
