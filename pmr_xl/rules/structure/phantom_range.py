"""Formats to the end of the world."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import a1
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot

ROWS, COLUMNS = 5_000, 1_000


@rule(
    "STR-012",
    Severity.INFO,
    "{where}: formats reach down to {found}, and the table ends long before.",
    fix="Delete the empty rows and columns behind the table and save; the file becomes smaller and quicker.",
)
def phantom_range(book: Book) -> Iterator[Spot]:
    """A sheet whose formats reach thousands of rows or columns beyond its data."""
    for sheet in book.sheets:
        row, column = sheet.formatted_to
        if row <= ROWS and column <= COLUMNS:
            continue
        last_row = max(sheet.cells.rows, default=1)
        last_column = max(map(max, sheet.cells.rows.values()), default=1)
        if row > last_row + ROWS or column > last_column + COLUMNS:
            yield spot(sheet.name, found=a1(max(row, 1), max(column, 1)), expected=a1(last_row, last_column))
