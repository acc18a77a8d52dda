"""A form without its protection."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "STR-009",
    Severity.INFO,
    "{where}: the sheet’s protection was removed.",
    fix="Nothing has to be done; look once over the white cells, which are not the agency’s to change.",
)
def protection_removed(book: Book, submission: Submission) -> Iterator[Spot]:
    """The Submission sheet is not protected any more."""
    sheet = book.sheet(submission.sheet)
    if sheet is not None and not sheet.protected:
        yield spot(sheet.name, found="no protection", expected="protected")
