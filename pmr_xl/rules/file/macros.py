"""Macros in a workbook that came from a form without any."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "FIL-003",
    Severity.ERROR,
    "{where}: the workbook contains macros; the form has none.",
    fix="In Excel choose File, Save As, type “Excel Workbook (*.xlsx)”, and send that file.",
)
def macros(book: Book) -> Iterator[Spot]:
    """A workbook that contains macros."""
    if book.has_macros:
        yield spot(book.name, found="macros", expected="none")
