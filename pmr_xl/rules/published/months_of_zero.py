"""Zeros filed for months that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import from_float
from pmr_xl.model.published import MonthSeries
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.sound import MANY, never_near_zero
from pmr_xl.rules.published._months import ENOUGH_YEARS, beside, period, runs


@rule(
    "PUB-014",
    Severity.QUERY,
    "{where}, {period}, is 0{more}; in other years that month was never below {expected}. Missing rather than nothing?",
    fix="Ask the source; where figures are not available, write NA in the table and import it again.",
    yields_to=("PUB-013",),
)
def months_of_zero(series: MonthSeries) -> Iterator[Spot]:
    """Zero in a month that is far from zero in other years."""
    found = [(one, least) for one, others in beside(series) if not one.value and (least := _least(others))]
    for run in runs(found, same=lambda _: None):
        one, least = run[0]
        about, expected = [each.entered for each, _ in run], series.indicator.measure.show(from_float(least))
        more = f", as are {len(run) - 1} more figures of the fiscal year" if len(run) > 1 else ""
        yield spot(one.entered, period=period(one), about=about, expected=expected, more=more)


def _least(others: list[float]) -> float:
    """The least figure of that month in the years that have one; 0 where it may well have been none."""
    some = [one for one in others if one]
    telling = len(some) >= ENOUGH_YEARS and min(some) >= MANY and never_near_zero(some)
    return min(some) if telling else 0.0
