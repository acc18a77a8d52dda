"""Narratives: made to be filled in, taken in when their figures are right, and placed in the Word chapter."""
