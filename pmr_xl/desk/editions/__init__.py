"""Editions: opened, released, verified; which schemas an edition goes by."""
