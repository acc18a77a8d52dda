"""The months of a monthly variance sheet: right of what is printed, for the line and for whoever looks closer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pmr_xl.forms.paper.figure_width import width_for
from pmr_xl.forms.variance_sheet.cells import FIGURE, REVISED, Filled, counted_figure
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Figure

SHOWN = 13  # a year of months, and the same month of the year before
BAND = f"The last {SHOWN} months"


def months(edition: Edition, rows: Sequence[Reviewed]) -> tuple[SheetColumn, ...]:
    """A column a month, oldest first, this submission's last; none for another report or where no earlier is known."""
    if not edition.monthly:
        return ()
    shown = [edition.submitted_period.months_back(back) for back in range(SHOWN - 1, 0, -1)]
    if not any(isinstance(row.comparison.published.get(period), Decimal) for row in rows for period in shown):
        return ()
    return tuple(_column(period, edition, rows) for period in (*shown, edition.submitted_period))


def _column(period: Period, edition: Edition, rows: Sequence[Reviewed]) -> SheetColumn:
    def in_month(row: Reviewed) -> Figure | None:
        return row.comparison.actual if period == edition.submitted_period else row.comparison.published.get(period)

    def fill(row: Reviewed) -> Filled:
        one = row.comparison
        if in_month(row) is None:  # it is drawn: a text would be a point at zero
            return "", FIGURE
        return counted_figure(in_month(row), one.indicator.measure, one.restated.get(period))

    # One revised anywhere makes room for the mark.
    mark = f" {REVISED}" if any(period in row.comparison.restated for row in rows) else ""
    texts = [row.comparison.indicator.measure.show(in_month(row)) + mark for row in rows]
    # The years are short, so that no heading is one of those that stand left of it: a table's headings differ.
    return SheetColumn(period.code, f"{period.last_day:%b ’%y}", BAND, width_for(texts, FIGURE, 7.5), fill)
