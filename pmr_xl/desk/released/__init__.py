"""What was released: handed out as it was, and what is said against it."""
