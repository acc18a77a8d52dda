"""Figures of places and groups, in and out of the record."""
