"""What becomes of the record where agencies are called otherwise."""
