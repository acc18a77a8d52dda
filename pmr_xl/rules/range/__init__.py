"""What a figure can be at all."""
