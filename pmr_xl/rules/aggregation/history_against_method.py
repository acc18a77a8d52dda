"""A history that speaks against how its months are said to become a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.schema.indicator import Aggregation
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.months import reported_rows

ENOUGH = 6  # years to date of one fiscal year
STEEP = Decimal("0.5")  # what adds up grows by about one month a month; by half that it has long left an average
FLAT = Decimal("1.5")  # largest by smallest of what does not add up
_FLAT_WAYS = frozenset((Aggregation.AVERAGE, Aggregation.LAST, Aggregation.TWELVE_MONTH))


@rule(
    "AGG-002",
    Severity.QUERY,
    "{where}: its months are said to become a year as {how}, but its years to date {look} ({history}).",
    fix="Ask the office to correct the indicator’s aggregation in its schema; or type what it says.",
    yields_to=("TYP", "MIS", "UNT"),
)
def history_against_method(submission: Submission, past: Past) -> Iterator[Spot]:
    """Years to date that add up, of an indicator said to be averaged; or that stand still, of one said to add up."""
    for row in reported_rows(submission, past):
        indicator = row.entry.indicator
        numbers = _last_known(past, row.entry.line.id, submission.edition)
        if len(numbers) < ENOUGH:
            continue
        if indicator.aggregation in _FLAT_WAYS and _adds_up(numbers):
            look = "grow from month to month like a sum"
        elif indicator.aggregation is Aggregation.SUM and _stands(numbers):
            look = "stand still like an average"
        else:
            continue
        history = ", ".join(indicator.measure.show(figure) for figure in numbers)
        how = f"“{indicator.aggregation.value.replace('_', ' ')}”"
        yield spot(row.total, expected="years to date of that kind", how=how, look=look, history=history)


def _last_known(past: Past, name: str, edition: Edition) -> list[Decimal]:
    """The years to date from July of this year; where there are not enough of them, of the year before."""
    published = past.actuals.get(name, NOTHING)
    for year, last in ((edition.year, edition.month - 1), (edition.year - 1, 12)):
        figures = [published.get(period) for period in _years_to_date(year, last)]
        numbers = [figure for figure in figures if isinstance(figure, Decimal)]
        if len(numbers) >= ENOUGH and len(numbers) == len(figures):
            return numbers
    return []


@lru_cache(maxsize=8)
def _years_to_date(year: int, last: int) -> tuple[Period, ...]:
    return tuple(Period(year, Span.TO_DATE, month) for month in range(1, last + 1))


def _adds_up(numbers: Sequence[Decimal]) -> bool:
    grows = all(later >= sooner for sooner, later in pairwise(numbers))
    return grows and numbers[0] > 0 and numbers[-1] >= numbers[0] * len(numbers) * STEEP


def _stands(numbers: Sequence[Decimal]) -> bool:
    return min(numbers) > 0 and max(numbers) <= min(numbers) * FLAT
