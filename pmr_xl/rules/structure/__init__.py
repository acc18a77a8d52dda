"""The form: its sheets, headings, rows and columns."""
