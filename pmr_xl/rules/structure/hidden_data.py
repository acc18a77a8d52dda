"""Rows, columns or sheets that are hidden and filled."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Visibility
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.structure._sheets import FORM_SHEETS, hidden_among


@rule(
    "STR-006",
    Severity.QUERY,
    "{where}: {what} hidden and {holds} data.",
    fix="Show it (right click, Unhide), look whether it belongs into the submission, and remove it if not.",
)
def hidden_data(book: Book, submission: Submission) -> Iterator[Spot]:
    """A hidden row or column of the table, or a hidden sheet, that holds data."""
    sheet = book.sheet(submission.sheet)
    if sheet is None:
        return
    hidden = sheet.hidden_rows - sheet.filtered_out
    for row in sorted(entry.row for entry in submission.entries if entry.row in hidden) if hidden else ():
        yield spot(CellRef(sheet.name, row, 1), found="hidden", what="the row is", holds="holds")
    laid = {key: at for key, at in submission.columns.items() if key not in submission.collapsed}
    for column in sorted(sheet.hidden_columns & set(laid.values())):
        yield spot(
            CellRef(sheet.name, submission.heading_row, column), found="hidden", what="the column is", holds="holds"
        )
    filled = [*_restated(submission), *_typed_further(submission)]
    for where, what in dict.fromkeys(hidden_among(book, filled)):
        yield spot(where, found="hidden", what=what, holds="holds")
    own = {submission.sheet, *(ref.sheet for ref in filled)}
    for other in book.sheets:
        seen = other.visibility is Visibility.VISIBLE or not other.cells
        if not seen and (other.name not in FORM_SHEETS or other.name in own):
            yield spot(other.name, found="hidden", what="the sheet is", holds="holds")


def _restated(submission: Submission) -> list[CellRef]:
    """The cells that restate something."""
    return [at.where for one in submission.restatements for at in one.entered.values() if not at.empty]


def _typed_further(submission: Submission) -> list[CellRef]:
    """The cells that the agency filled or changed on sheets that not every form has."""
    return [one.entered.where for one in submission.further if one.entered.text != one.sent.strip()]
