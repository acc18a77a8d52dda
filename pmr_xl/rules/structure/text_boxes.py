"""Text boxes and other shapes over the cells."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "STR-021",
    Severity.INFO,
    "{where} lies under a text box or shape, which says {found}; shapes are not read.",
    fix="A figure belongs into its cell, and what matters under Explanation; then delete the shape.",
)
def text_boxes(book: Book, submission: Submission) -> Iterator[Spot]:
    """A text box or another shape with words over the Submission sheet."""
    sheet = book.sheet(submission.sheet)
    for shape in sheet.shapes if sheet is not None else ():
        if shape.text:
            where = CellRef(submission.sheet, shape.row, shape.column)
            yield spot(where, found=f"“{visible_text(shape.text)}”", expected="cells only")
