"""A file named for another agency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.sheet import Book
from pmr_xl.model.submission import Submission
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "IDN-005",
    Severity.INFO,
    "{where}: the file is named for {found}, and holds the form of {expected}.",
    fix="Make sure that this is the right file; the form inside is what counts.",
)
def file_name(book: Book, submission: Submission) -> Iterator[Spot]:
    """The file’s name speaks of another agency than its form."""
    named = re.match(r"PMR_([A-Za-z0-9-]+)_(?:MMR|PMMR)_", book.name, re.IGNORECASE)
    if named and named[1].casefold() != submission.chapter.agency.casefold():
        yield spot(book.name, found=named[1], expected=submission.chapter.agency)
