"""Definitions beside the indicators: found, and written into their files."""
