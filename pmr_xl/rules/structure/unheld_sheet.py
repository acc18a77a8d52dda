"""A sheet that the workbook lists and does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "STR-019",
    Severity.INFO,
    "{where}: the workbook lists the sheet {found} and does not hold it; other programs pass over it as well.",
    fix="Look whether anything is missing. Saved once in Excel, the file no longer lists it.",
)
def unheld_sheet(book: Book) -> Iterator[Spot]:
    """A sheet that the workbook lists without holding it, as some programs leave behind of macros."""
    for name in book.unheld:
        yield spot(book.name, found=f"“{visible_text(name)}”", expected="listed sheets only")
