"""The report's tables: assembled, what is missing in them, and what they were made of."""
