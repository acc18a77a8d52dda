"""The same restatement twice."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.message import short


@rule(
    "REV-007",
    Severity.ERROR,
    "{where}: {what} is restated here again; row {first} has it first.",
    fix="Keep one row for each indicator and year.",
)
def restated_twice(submission: Submission) -> Iterator[Spot]:
    """One indicator and year on two rows of Restatements."""
    first: dict[tuple[str, Period], int] = {}
    for restatement in submission.restatements:
        if restatement.line is None or restatement.period is None:
            continue
        key = restatement.line.id, restatement.period
        if key in first:
            what = f"“{short(restatement.line.indicator.name)}”, {restatement.period.label}"
            yield spot(next(iter(restatement.entered.values())), what=what, first=first[key])
        first.setdefault(key, restatement.row)
