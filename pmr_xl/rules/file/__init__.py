"""The file as a whole: what it brings along that nobody asked for."""
