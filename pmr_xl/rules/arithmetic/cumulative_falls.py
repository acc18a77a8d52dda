"""A cumulative figure that falls."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.figures.usual import numbers_of
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.schema.indicator import Aggregation
from pmr_xl.rules.engine.declaration import Spot, rule, spot

TOLD = "less than last {before}’s {expected}; a cumulative figure does not fall"  # the form says it too


@rule(
    "ARI-008",
    Severity.ERROR,
    "{where} is {found}, " + TOLD + ".",
    fix="Type the total since counting began, not this year’s part; corrections of earlier years go to Restatements.",
    yields_to=("TYP", "UNT", "RNG"),
    indicators=lambda basis: basis.indicator.aggregation is Aggregation.CUMULATIVE,
    ordinary=True,
)
def cumulative_falls(comparison: Comparison, entry: Entry) -> Iterator[Spot]:
    """A cumulative indicator that never fell in its published past is below last year, or a month below the last."""
    if comparison.indicator.aggregation is not Aggregation.CUMULATIVE or not isinstance(comparison.actual, Decimal):
        return
    years = numbers_of(comparison.earlier)
    rose = all(later >= earlier for earlier, later in pairwise(years))
    if len(years) > 1 and rose and isinstance(last := comparison.earlier[-1], Decimal) and comparison.actual < last:
        before = "month" if comparison.context.monthly else "year"
        yield spot(entry.actual, expected=comparison.indicator.measure.show(last), before=before)
