"""A percentage whose name does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.model.submission import Ask, Submission
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "UNT-004",
    Severity.INFO,
    "{where} is a percentage, and its name does not say (%).",
    fix="Ask for “(%)” at the end of the name.",
)
def percent_without_sign(submission: Submission) -> Iterator[Spot]:
    """A percentage whose name says neither % nor percent."""
    for entry in submission.entries:
        indicator = entry.line.indicator
        if indicator.unit is not Unit.PERCENT or "%" in indicator.name or "percent" in indicator.name.casefold():
            continue
        if entry.line.parent is None or "%" not in entry.line.parent.name:
            yield spot(entry.entered.get(Ask.INDICATOR) or entry.actual, expected="(%)")
