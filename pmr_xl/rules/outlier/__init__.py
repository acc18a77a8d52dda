"""Figures unlike those of earlier years."""
