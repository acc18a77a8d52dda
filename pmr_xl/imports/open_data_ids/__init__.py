"""Ids of the City's open data: official lists, and which of our indicators they mean."""
