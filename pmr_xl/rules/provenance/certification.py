"""Nobody signed."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "PRV-001",
    Severity.QUERY,
    "{where}: the submission is not certified; missing: {found}.",
    fix="Fill in name, title and date on the first sheet.",
)
def certification(submission: Submission) -> Iterator[Spot]:
    """Name, title or date of the person who answers for the submission is missing."""
    lacking = [entered for entered in submission.certification.values() if entered.empty]
    if lacking:
        yield spot(lacking[0], found=", ".join(f"“{entered.heading}”" for entered in lacking), expected="all three")
