"""The period a row of a file of places speaks of: 2015-07, FY2016, FY16-T04; and the edition that states it."""

from __future__ import annotations

from functools import cache

from pmr_xl.model.fiscal import DECEMBER, JULY, OCTOBER_IN_FISCAL_YEAR, Edition, Period, Report, Span
from pmr_xl.model.quick.pattern import pattern

_MONTH = pattern(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?(?:[T ].*)?", 256)  # ASCII digits


@cache
def period_said(text: str) -> Period | None:
    """The period a text names; None where it names none."""
    if found := _MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        if not 1 <= month <= DECEMBER:
            return None
        return Period(year + (month >= JULY), Span.MONTH, (month - JULY) % DECEMBER + 1)
    try:
        return Period.parse(text.upper().replace(" ", "") if not text.isdecimal() else f"FY{text}")
    except ValueError:
        return None


@cache
def edition_stating(period: Period) -> Edition:
    """The edition that states a figure of that period first."""
    if period.span is Span.YEAR:
        return Edition(Report.MMR, period.year)
    if period.span is Span.TO_DATE and period.month == OCTOBER_IN_FISCAL_YEAR:
        return Edition(Report.PMMR, period.year)
    return Edition(Report.CPR, period.year, period.month)
