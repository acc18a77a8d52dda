"""The porch: the only rooms that know what a workbook file is made of."""
