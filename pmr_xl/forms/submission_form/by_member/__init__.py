"""The sheet Breakdowns of a form: one row a figure of a place or group."""
