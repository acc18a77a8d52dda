"""Commitments in the record."""
