"""When months change: which years to date become others, and which part from their months."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from pmr_xl.analysis.fytd import ToDate
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.model.measure import Figure, Sign
from pmr_xl.model.schema.indicator import Aggregation, Indicator


def following_years_to_date(
    indicator: Indicator,
    before: Mapping[Period, Figure],
    after: Mapping[Period, Figure],
    ours: Collection[Period],
) -> dict[Period, Figure]:
    """Years to date that become others when months of their year change, or years to date they build on.

    Args:
        indicator: whose figures they are.
        before: its figures as they were.
        after: its figures as they are.
        ours: the years to date that were worked out; only they follow, in the order of their months.

    Returns:
        Their new figures, at published precision; NA where a year to date can be worked out no more.
    """
    now, found = dict(after), dict[Period, Figure]()
    for period in sorted(ours):
        was, new = _anew(indicator, period, before), _anew(indicator, period, now)
        figure: Figure = Sign.NOT_AVAILABLE if new is None else new
        if was != new and now.get(period) != figure:
            now[period] = found[period] = figure
    return found


def left_behind(
    indicator: Indicator,
    period: Period,
    before: Mapping[Period, Figure],
    after: Mapping[Period, Figure],
    *,
    month_changed: bool,
) -> bool:
    """Whether a year to date that stays cannot be that of its months any more.

    Args:
        indicator: whose figures they are.
        period: the year to date.
        before: its figures as they were.
        after: its figures as they are.
        month_changed: a month changed: a sum that stays then parts from it, also where not all months are known.
    """
    total, month = after[period], after.get(period._replace(span=Span.MONTH))
    if not isinstance(total, Decimal) or not isinstance(month, Decimal):
        return False
    year = _of_month(indicator, period, after)
    if year.own or all(one is not None for one in year.months):
        return year.parts_from(month, total)
    return month_changed and year.how is Aggregation.SUM and before.get(period) == total


def _of_month(indicator: Indicator, period: Period, published: Mapping[Period, Figure]) -> ToDate:
    """What is known of the fiscal year before a month, or before the last month of a year to date."""
    return ToDate.of(indicator, Edition(Report.CPR, period.year, period.month), published)


def _anew(indicator: Indicator, period: Period, published: Mapping[Period, Figure]) -> Decimal | None:
    """A year to date worked out of what is published, at published precision; None where it cannot be known."""
    month = published.get(period._replace(span=Span.MONTH))
    if not isinstance(month, Decimal):
        return None
    figure = _of_month(indicator, period, published).worked_out(month)
    return None if figure is None else indicator.measure.round(figure)
