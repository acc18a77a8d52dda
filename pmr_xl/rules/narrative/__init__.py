"""What is said beside the figures."""
