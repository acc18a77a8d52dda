"""Definitions on paper: the book of definitions."""
