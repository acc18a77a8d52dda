"""A file named for another agency, report or year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Severity
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_NAME = pattern(r"PMR_([A-Za-z0-9-]+)_(P?MMR|CPR)_(FY\d\d(?:-M\d\d)?)_", re.IGNORECASE)


@rule(
    "IDN-005",
    Severity.QUERY,
    "{where}: the file is named for {found}, and holds the form of {expected}.",
    fix="If it is the wrong form, send the one for {found}. If only the name is wrong, give it the name of its form.",
)
def file_name(book: Book, submission: Submission) -> Iterator[Spot]:
    """The file’s name speaks of another agency, report or year than its form."""
    named, edition = _NAME.match(book.name), submission.edition
    if not named:
        return
    pairs = [
        (said.upper(), meant)
        for said, meant in zip(
            named.groups(),
            (submission.chapter.agency, edition.report.code, edition.when),
            strict=True,
        )
        if said.casefold() != meant.casefold() and not _slug(submission, said)
    ]
    if pairs:
        said, meant = (" ".join(words) for words in zip(*pairs, strict=True))
        yield spot(book.name, found=said, expected=meant)


def _slug(submission: Submission, said: str) -> bool:
    """Whether a word is the agency as file names must say it where its code cannot: ``HH`` for H+H, as ids begin."""
    chapter, word = submission.chapter, said.casefold()
    if chapter.known_as and word in (chapter.slug, *map(str.casefold, chapter.known_as)):
        return True
    return not chapter.agency.isalnum() and any(line.id.startswith(f"{word}-") for line in chapter.lines[:1])
