"""Published years, and what may become of them."""
