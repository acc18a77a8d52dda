"""A printed row as a chart: its years and its target, as they stand in the table."""

from __future__ import annotations

from decimal import Decimal

from pmr_xl.forms.charts.line_chart import ChartPoint, line_chart
from pmr_xl.mmr import PrintedRow, PrintedTable
from pmr_xl.model.fiscal import Period, Span

_FEWEST = 2  # numbers that make a line


def chart_of(table: PrintedTable, row: PrintedRow, period: str) -> str | None:
    """The SVG of a row's printed actuals with the target of the edition's own year; None for fewer than two numbers.

    Args:
        period: code of the edition's own year, as the heads of targets name it.
    """
    breaks = row.line.indicator.breaks if row.line is not None else {}
    points: list[ChartPoint] = []
    target: tuple[Decimal, str] | None = None
    for head, cell in zip(table.heads, row.cells, strict=True):
        kind, _, code = head.key.partition(":")
        number = cell.value if isinstance(cell.value, Decimal) else None
        if kind == "actual" and Period.parse(code).span is Span.YEAR:
            points.append(ChartPoint(head.label, number, cell.display, code in breaks))
        elif kind == "target" and code == period and number is not None:
            target = (number, cell.display)
    if sum(point.value is not None for point in points) < _FEWEST:
        return None
    return line_chart(row.name, points, *(target or ()))
