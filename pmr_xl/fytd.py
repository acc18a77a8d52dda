"""The fiscal year to date: how monthly figures become one figure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pmr_xl.model.indicator import Aggregation
from pmr_xl.model.measure import Figure

MONTHS = 12


def to_date(months: Sequence[Figure | None], how: Aggregation) -> Decimal | None:
    """The figure for July up to the last month that has one.

    Sums add up; averages are running averages of the months reported; last, cumulative and twelve-month figures are the
    last month's own; maxima the largest so far. Source: the conventions of the monthly citywide reporting, of which
    fiscal-year-to-date figures of additive indicators are accumulated from July and all others are averages, last
    values or twelve-month counts.

    Args:
        months: July first, at most twelve; None where a month is still to come, NA where it was not available.
        how: the indicator's aggregation.

    Returns:
        None where no month has a number yet, or where a sum misses a month before its last: a part is no total.

    Raises:
        ValueError: more than twelve months, or an aggregation that is not known.
    """
    if len(months) > MONTHS:
        raise ValueError(f"A fiscal year has twelve months, not {len(months)}.")
    if how is Aggregation.UNKNOWN:
        raise ValueError("How months become a year is not known for this indicator.")
    numbers = [figure for figure in months if isinstance(figure, Decimal)]
    if not numbers:
        return None
    if how is Aggregation.SUM:
        last = max(place for place, figure in enumerate(months) if isinstance(figure, Decimal))
        return sum(numbers, Decimal(0)) if len(numbers) == last + 1 else None
    if how is Aggregation.AVERAGE:
        return sum(numbers, Decimal(0)) / len(numbers)
    return max(numbers) if how is Aggregation.MAXIMUM else numbers[-1]
