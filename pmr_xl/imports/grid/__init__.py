"""A table as it was brought: its text, its sheet, the row of its headings, and their spelling."""

from pmr_xl.imports.grid.lines import TableGrid, read_grid

__all__ = ["TableGrid", "read_grid"]
