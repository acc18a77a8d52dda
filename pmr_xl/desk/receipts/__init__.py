"""Receipts: what was checked or accepted, to be kept by the agency and compared offline with a file."""
