"""Requests about figures of places and groups."""
