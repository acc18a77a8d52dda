"""A year to date that falls within its year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Span
from pmr_xl.model.published import MonthSeries
from pmr_xl.model.schema.indicator import Aggregation
from pmr_xl.rules.aggregation.year_to_date_falls import GROWING
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.sound import rounding_margin


@rule(
    "PUB-015",
    Severity.QUERY,
    "{where}, {period}, is {found}, less than the {expected} up to {month}; what adds up cannot fall within a year.",
    fix="Ask the source which of the two is right; correct the table and import it again.",
    yields_to=("PUB-013", "PUB-014"),
)
def months_fall(series: MonthSeries) -> Iterator[Spot]:
    """A year to date of what adds up is less than a month before, by more than rounding."""
    indicator = series.indicator
    if indicator.aggregation not in GROWING or indicator.aggregation is Aggregation.MAXIMUM:
        return
    to_date = [(period, one) for period, one in series.numbers.items() if period.span is Span.TO_DATE]
    slack = rounding_margin([indicator.measure] * 2)
    for (before, earlier), (period, later) in pairwise(to_date):
        if before.year == period.year and earlier.value - later.value > slack:
            about = [earlier.entered, later.entered]
            yield spot(
                later.entered, period=period.words, about=about, expected=earlier.entered.as_printed, month=before.words
            )
