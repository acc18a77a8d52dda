"""Reading a workbook: how much work it may make, what its cells look like."""
