"""Units and scales."""
