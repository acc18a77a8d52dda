"""Commitments on paper: the sheet that agencies fill, and the memo that follows a meeting."""
