"""Months as the values of the site's pages: an indicator's by fiscal year, and a month's across agencies (CPR)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import compress

from pmr_xl.analysis.status import YearStatus, against_last_year
from pmr_xl.desk.tables.pressed import Pressed
from pmr_xl.forms.charts.line_chart import ChartPoint, line_chart
from pmr_xl.mmr import PrintedRow
from pmr_xl.model.fiscal import DECEMBER, Period, Span
from pmr_xl.model.measure import Figure
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.site.months import COLUMNS, CityMonth, MonthOfAgency
from pmr_xl.site.values import IndicatorMonths, SiteMonth, SiteRow, YearsBesideEachOther

MOST = 24  # months that have a page, and that a chart shows
_NAMED_EVERY = 6  # of how many months one is named below a chart's line
_UNTOLD = (YearStatus.NONE_BEFORE, YearStatus.NO_DATA)
_MONTH_NAMES = tuple(f"{Period(2026, Span.MONTH, month).last_day:%B}" for month in range(1, DECEMBER + 1))


def ends_of(past: Past, ids: Iterable[str] | None = None) -> list[Period]:
    """The last months of which anything is known, of some indicators or of all; the newest first."""
    known = past.actuals if ids is None else {name: past.actuals.get(name, {}) for name in ids}
    found = {(one.year, one.month) for figures in known.values() for one in figures if one.span is not Span.YEAR}
    return [Period(year, Span.MONTH, month) for year, month in sorted(found, reverse=True)[:MOST]]


def months_of_indicator(row: PrintedRow, past: Past) -> IndicatorMonths:
    """What is known of an indicator's months."""
    if row.line is None or not (figures := past.actuals.get(row.id)):
        return IndicatorMonths()
    show = row.line.indicator.measure.show
    ends = sorted({(one.year, one.month) for one in figures if one.span is not Span.YEAR})
    months, points = [], []
    for year, month in ends:
        single, to_date = (figures.get(Period(year, span, month)) for span in (Span.MONTH, Span.TO_DATE))
        told = ["" if figure is None else show(figure) for figure in (single, to_date)]
        months.append(SiteMonth(Period(year, Span.MONTH, month), told[0], told[1]))
        points.append((single, to_date))
    if not months:
        return IndicatorMonths()
    tables = tuple(_years(title, months, which) for title, which in _shown(months))
    return IndicatorMonths(tuple(months), _chart(row.name, months[-MOST:], points[-MOST:]), tables)


def _shown(months: Sequence[SiteMonth]) -> Iterator[tuple[str, int]]:
    for title, which in (("Months", 0), ("Fiscal year to date", 1)):
        if any(one.figures[which] for one in months):
            yield title, which


def _years(title: str, months: Sequence[SiteMonth], which: int) -> YearsBesideEachOther:
    """A row a month from July on, a column a fiscal year, the newest first."""
    years = sorted({one.period.year for one in months}, reverse=True)
    told = {(one.period.year, one.period.month): one.figures[which] for one in months}
    rows = tuple(
        (name, tuple(told.get((year, month), "") for year in years)) for month, name in enumerate(_MONTH_NAMES, start=1)
    )
    return YearsBesideEachOther(title, tuple(Period(year).label for year in years), rows)


def _chart(name: str, months: Sequence[SiteMonth], figures: Sequence[tuple[Figure | None, Figure | None]]) -> str:
    which = 0 if any(one.single for one in months) else 1
    points = []
    for at, (one, known) in enumerate(zip(months, figures, strict=True)):
        value = known[which]
        named = at % _NAMED_EVERY == (len(months) - 1) % _NAMED_EVERY or len(months) <= _NAMED_EVERY
        number = value if isinstance(value, Decimal) else None
        points.append(ChartPoint(one.period.label, number, one.figures[which], named=named))
    title = f"{name}, {'fiscal year to date ' if which else ''}by month"
    return line_chart(title, points) if sum(one.value is not None for one in points) > 1 else ""


def month_of_agency(
    one: Pressed, slug: str, end: Period, past: Past, settings: OfficeSettings, others: Sequence[Period]
) -> MonthOfAgency:
    """A month of an agency's indicators: those of which it is known, in the order of the report.

    Args:
        others: the agency's months that have a page, the newest first.
    """
    rows = [found for _, row in one.printed.rows() if (found := _row(row, end, past, settings)) is not None]
    there = [any(row.cells[at] for row in rows) for at in range(len(COLUMNS))]
    kept = tuple(row._replace(cells=tuple(compress(row.cells, there))) for row in rows)
    at = others.index(end)
    return MonthOfAgency(
        end,
        slug,
        one.printed.agency,
        one.printed.name,
        tuple(compress(COLUMNS, there)),
        kept,
        tuple(Counter(row.status for row in kept if row.status).items()),
        others[at + 1] if at + 1 < len(others) else None,
        others[at - 1] if at else None,
    )


def _row(row: PrintedRow, end: Period, past: Past, settings: OfficeSettings) -> SiteRow | None:
    if row.line is None:
        return None
    indicator, figures = row.line.indicator, past.actuals.get(row.id, {})
    years = (end.year, end.year - 1)
    found = [figures.get(Period(year, span, end.month)) for span in (Span.MONTH, Span.TO_DATE) for year in years]
    if found[0] is None and found[2] is None:
        return None
    now, before = found[:2] if found[0] is not None else found[2:]
    status = against_last_year(indicator, now, before, settings)
    return SiteRow(
        row.name,
        row.id,
        min(row.depth, 2),
        row.critical,
        row.equity,
        total=False,
        cells=tuple("" if figure is None else indicator.measure.show(figure) for figure in found),
        status="" if status in _UNTOLD else status.value,
    )


def city_months(ends: Sequence[Period], pages: Sequence[MonthOfAgency]) -> list[CityMonth]:
    """Each month across agencies, the newest first."""
    return [
        CityMonth(
            end,
            tuple(one for one in pages if one.period == end),
            ends[at + 1] if at + 1 < len(ends) else None,
            ends[at - 1] if at else None,
        )
        for at, end in enumerate(ends)
    ]
