"""Which way is better."""
