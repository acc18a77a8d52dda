"""Marks in a copy of a workbook, and suggested fixes: nothing of the original is lost, all of it comes off again."""
