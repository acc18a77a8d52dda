"""What a cell shows: its number format, dates, and signs that deceive."""
