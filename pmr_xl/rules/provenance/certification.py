"""Nobody signed."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.cell import CellError
from pmr_xl.model.entry import Entered
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "PRV-001",
    Severity.QUERY,
    "{where}: the submission is not certified; missing: {found}.",
    fix="Fill in name, title and date on the first sheet.",
)
def certification(submission: Submission) -> Iterator[Spot]:
    """Name, title or date of the person who answers for the submission is missing; nobody signs a part of it."""
    if submission.stamp.part:
        return
    lacking = [entered for entered in submission.certification.values() if entered.empty or not _said(entered)]
    if lacking:
        yield spot(lacking[0], found=", ".join(f"“{entered.heading}”" for entered in lacking), expected="all three")


def _said(entered: Entered) -> bool:
    """Whether something is said there: an error value and TRUE or FALSE are no name, title or day."""
    return entered.cell is not None and not isinstance(entered.cell.value, CellError | bool)
