"""Whose submission it is, and which indicators are in it."""
