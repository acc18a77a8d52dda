"""A filter left on."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.sheet import Book
from pmr_xl.model.display.plural import plural
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "STR-018",
    Severity.INFO,
    "{where}: a filter is on and hides {found}; all rows are read.",
    fix="Clear it (Data, Clear) to see every row, also those that findings stand on.",
)
def filter_on(book: Book, submission: Submission) -> Iterator[Spot]:
    """A filter of the form that is on and hides rows."""
    sheet = book.sheet(submission.sheet)
    hidden = 0 if sheet is None else len(sheet.filtered_out & {entry.row for entry in submission.entries})
    if hidden:
        yield spot(submission.sheet, found=f"{hidden} {plural(hidden, 'row')}")
