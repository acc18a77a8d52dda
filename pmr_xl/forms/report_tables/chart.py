"""A printed row as a chart: its years and its target, as they stand in the table."""

from __future__ import annotations

from decimal import Decimal

from pmr_xl.forms.charts.line_chart import ChartPoint, line_chart
from pmr_xl.mmr import PrintedCell, PrintedRow, PrintedTable
from pmr_xl.model.fiscal import Period, Span

_FEWEST = 2  # numbers that make a line


def chart_of(table: PrintedTable, row: PrintedRow, period: str) -> str | None:
    """The SVG of a row's printed actuals with the target of the edition's own year; None for fewer than two numbers.

    Args:
        period: code of the edition's own year, as the heads of targets name it.
    """
    points = points_of(table, row)
    if sum(point.value is not None for point in points) < _FEWEST:
        return None
    target = cell_of(table, row, f"target:{period}")
    aim = target.value if target is not None else None
    return (
        line_chart(row.name, points, aim, target.display)
        if target is not None and isinstance(aim, Decimal)
        else line_chart(row.name, points)
    )


def points_of(table: PrintedTable, row: PrintedRow) -> list[ChartPoint]:
    """A row's full years, the oldest first, as they are printed."""
    breaks = row.line.indicator.breaks if row.line is not None else {}
    points = []
    for head, cell in zip(table.heads, row.cells, strict=True):
        kind, _, code = head.key.partition(":")
        if kind == "actual" and Period.parse(code).span is Span.YEAR:
            number = cell.value if isinstance(cell.value, Decimal) else None
            points.append(ChartPoint(head.label, number, cell.display, code in breaks))
    return points


def cell_of(table: PrintedTable, row: PrintedRow, key: str) -> PrintedCell | None:
    """A row's cell under the head of that key; None where the table has no such head."""
    return next((cell for head, cell in zip(table.heads, row.cells, strict=True) if head.key == key), None)
