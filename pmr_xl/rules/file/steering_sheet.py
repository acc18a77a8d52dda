"""A sheet that would steer a program."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "FIL-008",
    Severity.ERROR,
    "{where}: a sheet of this name gives settings to a program that opens the workbook; none is read here.",
    fix="Delete the sheet.",
)
def steering_sheet(book: Book) -> Iterator[Spot]:
    """A sheet named xlwings.conf."""
    for sheet in book.sheets:
        if sheet.name.strip().casefold() in ("xlwings.conf", "_xlwings.conf"):
            yield spot(sheet.name, found=f"“{sheet.name}”", expected="no such sheet")
