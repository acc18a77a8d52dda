"""A table as it was brought: its text, its sheet, the row of its headings, and their spelling."""

from pmr_xl.imports.grid.lines import Grid, read_grid

__all__ = ["Grid", "read_grid"]
