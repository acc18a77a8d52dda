"""Commitments: what was promised and agreed, where it comes from, who is told, and what became of it."""
