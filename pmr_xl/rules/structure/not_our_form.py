"""A workbook that is not the form."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.sheet import Book
from pmr_xl.model.submission import Submission
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "STR-001",
    Severity.ERROR,
    "{where}: this is no submission form of an agency and report known here{about_sheet}.",
    fix="Fill in the form that was sent for this agency and report, and send that file.",
    stops=True,
)
def not_our_form(book: Book, submission: Submission | None) -> Iterator[Spot]:
    """A workbook that is no form of ours, or of no agency and report known here."""
    if submission is None:
        about = "" if book.sheet("About") else "; it has no About sheet"
        yield spot(book.name, found="another workbook", expected="the form", about_sheet=about)
