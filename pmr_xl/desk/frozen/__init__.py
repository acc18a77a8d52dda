"""What is frozen of an edition, and where."""
