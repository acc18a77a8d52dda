"""The record kept safe: is it there and whole, and how a copy of it comes back."""
