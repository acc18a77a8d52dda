"""How far back a report looks into months and parts of a year; full fiscal years count however old they are (V6)."""

from __future__ import annotations

from functools import lru_cache

from pmr_xl.analysis.seasonal import YEARS_BEFORE
from pmr_xl.model.fiscal import OCTOBER_IN_FISCAL_YEAR, Edition, Period, Span

_MONTHS = 12


@lru_cache(maxsize=64)
def parts_looked_at(edition: Edition) -> tuple[Period, ...]:
    """The months and years to date that an edition's figures are looked at beside.

    Of a monthly report all of as many fiscal years as a season is looked for in, its own among them, and of the one
    before these: the months before July are its own. Of the others those of this fiscal year and the last, and of the
    years before what such a report submits itself, July to October or June's year to date.
    """
    before = range(edition.year - YEARS_BEFORE - 1, edition.year)
    if edition.monthly:
        return tuple(one for year in (*before, edition.year) for one in parts_of(year))
    ends = (OCTOBER_IN_FISCAL_YEAR, _MONTHS)
    early = [Period(year, Span.TO_DATE, month) for year in before[:-1] for month in ends]
    return (*early, *parts_of(edition.year - 1), *parts_of(edition.year))


def parts_of(year: int) -> list[Period]:
    """The months and years to date of a fiscal year."""
    return [Period(year, span, month) for span in (Span.MONTH, Span.TO_DATE) for month in range(1, _MONTHS + 1)]
