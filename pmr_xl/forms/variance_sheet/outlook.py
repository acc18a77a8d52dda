"""The variance sheet's column of information: the year that four months let expect, or what a chart says of a month.

It asks for nothing and decides no status. There is no such column where it would be empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pmr_xl.analysis.control_chart import RUN, Chart, Signal, signal_of
from pmr_xl.analysis.projection import year_from
from pmr_xl.forms.paper.pages import Style
from pmr_xl.forms.variance_sheet.cells import QUIET, WORDS
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.reports.report import Covers

BAND = "Information"


def outlook(edition: Edition, rows: Sequence[Reviewed]) -> tuple[SheetColumn, ...]:
    """The column of a preliminary or a monthly sheet; none where no row has anything."""
    columns: tuple[SheetColumn, ...] = ()
    if edition.report.covers is Covers.PART:
        columns = (_column("estimate", f"{edition.target_years[0].code} estimate", 16, _estimate, WORDS),)
    if edition.monthly:
        columns = (_column("chart", "Control chart", 17, chart_signal, QUIET),)
    return tuple(one for one in columns if any(one.fill(row)[0] for row in rows))


def _column(key: str, heading: str, width: float, text: Callable[[Reviewed], str], style: Style) -> SheetColumn:
    return SheetColumn(key, heading, BAND, width, lambda row: (text(row), style), left=True)


def _estimate(row: Reviewed) -> str:
    """``≈ 81,300`` and what it is based on; never a status."""
    one = row.comparison
    found = year_from(one.indicator, one.actual, one.edition.submitted_period, one.possible)
    if found is None:
        return ""
    return f"{found}\nusually {found.share:.0%} by October"


def chart_signal(row: Reviewed) -> str:
    """What the chart says; nothing where an explanation is due, which says more."""
    one = row.comparison
    found = None if one.due else signal_of(one.edition.submitted_period, one.actual, one.published)
    return "" if found is None else _told(row, *found)


def _told(row: Reviewed, signal: Signal, chart: Chart) -> str:
    """The signal with the mean or the limits of the twelve months before, as far as figures can go."""
    one = row.comparison
    show = one.indicator.measure.show
    if signal in (Signal.RUN_ABOVE, Signal.RUN_BELOW):
        side = "above" if signal is Signal.RUN_ABOVE else "below"
        return f"● {RUN} months in a row {side} the mean of the 12 before, {show(chart.mean)}"
    least, most = one.possible.least, one.possible.most
    low = chart.low if least is None else max(chart.low, least)
    high = chart.high if most is None else min(chart.high, most)
    return f"● Outside the limits by the 12 months before, {show(low)} to {show(high)}"
