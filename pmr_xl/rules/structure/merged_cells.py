"""Cells merged inside the table."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef, Range
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "STR-007",
    Severity.ERROR,
    "{where}: the cells {found} are merged; Excel keeps only the first one's value.",
    fix="Choose Home, Unmerge Cells, and type every value into its own cell.",
)
def merged_cells(book: Book, submission: Submission) -> Iterator[Spot]:
    """Merged cells inside the table."""
    sheet = book.sheet(submission.sheet)
    first, last = submission.heading_row, max((row.row for row in submission.rows), default=0)
    right = max(submission.columns.values(), default=0)
    inside = [area for area in (sheet.merges if sheet is not None else ()) if _meet(area, first, last, right)]
    room = (last - first + 2) * right  # areas that do not overlap cover no more cells than the table has
    for number, area in enumerate(inside, start=1):
        top, left = max(area.top, first), area.left
        room -= (min(area.bottom, last) - top + 1) * (min(area.right, right) - left + 1)
        others = len(inside) - number if room < 0 else 0
        covered = [
            CellRef(submission.sheet, row, column)
            for row in range(top, min(area.bottom, last) + 1)
            for column in range(left, min(area.right, right) + 1)
        ]
        found = f"{area} and of {others:,} areas over them" if others else str(area)
        yield spot(CellRef(submission.sheet, area.top, area.left), found=found, expected="single cells", about=covered)
        if others:
            return


def _meet(area: Range, first: int, last: int, right: int) -> bool:
    return area.bottom >= first and area.top <= last and area.left <= right
