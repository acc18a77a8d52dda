"""Figures that must agree with each other."""
