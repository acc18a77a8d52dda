"""Accepting a submission, seen before it is done, and taking it back."""
