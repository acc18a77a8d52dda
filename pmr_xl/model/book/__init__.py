"""A workbook as a plain value: cells, places, sheets."""
