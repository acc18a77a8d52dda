"""The printable sheet of a receipt."""
