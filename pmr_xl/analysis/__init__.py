"""What a figure stands beside, worked out from what is known."""
