"""What the form's own formulas say: status, limits, progress."""
