"""A cumulative figure that falls."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Entry
from pmr_xl.rules.history import numbers_of
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.rules.subjects import Cumulative


@rule(
    "ARI-008",
    Severity.ERROR,
    "{where} is {found}, less than last year’s {expected}; a cumulative figure does not fall.",
    fix="Type the total since counting began, not this year’s part; corrections of earlier years go to Restatements.",
    yields_to=("TYP", "UNT", "RNG"),
)
def cumulative_falls(comparison: Cumulative, entry: Entry) -> Iterator[Spot]:
    """A cumulative indicator, which never fell in its published years, is below last year."""
    if not isinstance(comparison.actual, Decimal):
        return
    years = numbers_of(comparison.earlier)
    rose = all(later >= earlier for earlier, later in pairwise(years))
    if (
        len(years) > 1
        and rose
        and isinstance(comparison.last_year, Decimal)
        and comparison.actual < comparison.last_year
    ):
        yield spot(entry.actual, expected=comparison.indicator.measure.show(comparison.last_year))
