"""Which figures need an eye, and why."""
