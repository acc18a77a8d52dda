"""Cells merged inside the table."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.places import CellRef
from pmr_xl.model.sheet import Book
from pmr_xl.model.submission import Submission
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "STR-007",
    Severity.ERROR,
    "{where}: the cells {found} are merged; Excel keeps only the first one's value.",
    fix="Choose Home, Unmerge Cells, and type every value into its own cell.",
)
def merged_cells(book: Book, submission: Submission) -> Iterator[Spot]:
    """Merged cells inside the table."""
    sheet = book.sheet(submission.sheet)
    last = max((row.row for row in submission.rows), default=0)
    for area in sheet.merges if sheet is not None else ():
        if area.bottom >= submission.heading_row and area.top <= last and area.left <= max(submission.columns.values()):
            covered = [
                CellRef(submission.sheet, row, column)
                for row in range(area.top, min(area.bottom, last) + 1)
                for column in range(area.left, min(area.right, max(submission.columns.values())) + 1)
            ]
            yield spot(
                CellRef(submission.sheet, area.top, area.left), found=str(area), expected="single cells", about=covered
            )
