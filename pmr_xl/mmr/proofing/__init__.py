"""Proof of laid-out pages and of what chapters say in words, against the tables."""
