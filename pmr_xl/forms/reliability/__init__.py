"""Reliability on paper: the worksheet on which a sample is recomputed, the statement."""
