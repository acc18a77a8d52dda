"""Remarks in notes."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import BENEATH, OUR_NOTE, Severity, visible_text
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "STR-016",
    Severity.INFO,
    "{where} has a note, {found}; notes are not read.",
    fix="What matters belongs under Explanation.",
)
def notes_in_cells(book: Book, submission: Submission) -> Iterator[Spot]:
    """A note or comment in the table."""
    sheet = book.sheet(submission.sheet)
    for note in sheet.notes if sheet is not None else ():
        said = note.text.partition(BENEATH)[0]
        # A review copy may be sent back with our own notes on it.
        if note.row > submission.heading_row and not OUR_NOTE.match(said):
            yield spot(CellRef(submission.sheet, note.row, note.column), found=f"“{visible_text(said)}”")
