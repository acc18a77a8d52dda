"""A second Submission sheet, filled otherwise than the one that is read."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.sheet import Book, SheetKind
from pmr_xl.model.display.plural import plural
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.structure._copies import filled_otherwise
from pmr_xl.rules.structure._sheets import FORM_SHEETS


@rule(
    "STR-017",
    Severity.QUERY,
    "{where}: this sheet is a copy of “{expected}”, and {found} filled otherwise here; only “{expected}” is read.",
    fix="If the copy is meant, paste its yellow cells into “{expected}” as values. Then delete the copy.",
)
def copied_sheet(book: Book, submission: Submission) -> Iterator[Spot]:
    """A copy of the Submission sheet that the agency filled, and not with the same."""
    for sheet in book.sheets:
        if sheet.name in FORM_SHEETS or sheet.name == submission.sheet or sheet.kind is not SheetKind.WORKSHEET:
            continue
        if places := filled_otherwise(sheet, submission):
            found = f"{len(places)} {plural(len(places), 'cell is', 'cells are')}"
            yield spot(places[0], found=found, expected=submission.sheet)
