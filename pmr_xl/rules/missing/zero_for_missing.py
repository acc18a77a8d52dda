"""Zero where there never was one."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import from_float
from pmr_xl.model.submission import Ask, Entry
from pmr_xl.rules.history import numbers_of
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.rules.subjects import Unusual
from pmr_xl.variance import median

ENOUGH_YEARS = 3
FAR = 4  # a least year within a quarter of the usual: this indicator does not come near zero by itself


@rule(
    "MIS-004",
    Severity.QUERY,
    "{where} is 0; in {years} published periods it was never below {expected}. Is it missing rather than nothing?",
    fix="Type the figure; where it is not available, type NA and choose the reason; if it is truly 0, explain it.",
    yields_to=("TYP",),
)
def zero_for_missing(unusual: Unusual, entry: Entry) -> Iterator[Spot]:
    """Zero where history is far from zero."""
    if unusual.actual != 0:
        return
    numbers, said = numbers_of(unusual.alike), entry.get(Ask.EXPLANATION)
    if len(numbers) < ENOUGH_YEARS or not (said is None or said.empty):
        return
    least = min(numbers)
    if least > 0 and least > median(numbers) / FAR:
        yield spot(entry.actual, expected=unusual.indicator.measure.show(from_float(least)), years=len(numbers))
