"""The board on paper: one line an agency, and what lies with each analyst."""
