"""A heading that is not the form's."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity, drawn
from pmr_xl.model.submission import Submission
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "STR-011",
    Severity.ERROR,
    "{where}: the heading {found} is not one of the form; {missing}.",
    fix="Give every column the heading it had, and keep working columns out of this sheet.",
    yields_to=("TRD-001",),
)
def changed_heading(submission: Submission) -> Iterator[Spot]:
    """A heading was renamed, or a column added."""
    lost = [column.heading for column in submission.lost_columns]
    missing = f"missing {'is' if len(lost) == 1 else 'are'} {_listed(lost)}" if lost else "none is missing"
    for ref, text in submission.strange_headings:
        yield spot(ref, found=f"“{drawn(text)}”", expected=_listed(lost), missing=missing)
    if lost and not submission.strange_headings:
        yield spot(submission.sheet, found="no heading", expected=_listed(lost), missing=missing)


def _listed(headings: list[str]) -> str:
    return ", ".join(f"“{heading}”" for heading in headings)
