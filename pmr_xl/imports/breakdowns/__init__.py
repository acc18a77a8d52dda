"""Figures of places and groups that people bring, on their way into the record."""
