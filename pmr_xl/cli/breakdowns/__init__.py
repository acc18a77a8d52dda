"""Commands about figures of places and groups."""
