"""The report's tables: as a page, flat, as Word, text and open data, with their notes."""
