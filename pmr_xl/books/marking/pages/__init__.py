"""A page of paper as parts of somebody else's workbook: the sheet, its cells, what may be typed there."""
