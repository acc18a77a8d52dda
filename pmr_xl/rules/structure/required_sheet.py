"""A sheet of the form that is gone."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "STR-002",
    Severity.ERROR,
    "{where}: the sheet “{expected}” is missing{now}.",
    fix="Take the form as it was sent, copy your figures into it as values, and keep all its sheets and their names.",
    stops=True,
)
def required_sheet(submission: Submission) -> Iterator[Spot]:
    """The Submission sheet is gone or renamed."""
    if "Submission" in submission.lost_sheets and not submission.rows:
        names = ", ".join(f"“{sheet.name}”" for sheet in submission.book.sheets)
        yield spot(submission.book.name, found=names, expected="Submission", now=f"; there are {names}")
