"""Letters to agencies: what is open, by when, and where it is marked."""
