"""Reviewing: variance sheets made, decisions carried over, merged and taken into the record."""
