"""Another sheet of the form that is gone."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "STR-013",
    Severity.QUERY,
    "{where}: the {sheets} {expected} of the form {are} missing.",
    fix="Send the file with all its sheets, under their names; what stood on {expected} may be missed.",
)
def lost_sheet(submission: Submission) -> Iterator[Spot]:
    """A sheet other than Submission is gone."""
    lost = [f"“{name}”" for name in submission.lost_sheets if name != "Submission"]
    if lost:
        sheets, are = ("sheet", "is") if len(lost) == 1 else ("sheets", "are")
        yield spot(submission.book.name, found="missing", expected=", ".join(lost), sheets=sheets, are=are)
