"""Marks in a copy of a workbook, and safe repairs: nothing of the original is lost, all of it comes off again."""
