"""A form that has lost its number formats: a portal, or another program, saved its values alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.sheet import Sheet
from pmr_xl.model.entry import Column, measure_of
from pmr_xl.model.measure import Measure, Unit
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import Row

_GENERAL = "General"
_FEWEST = 3  # cells: of fewer nothing can be said
_LARGEST_FRACTION = 1.5  # a percentage stored as forms store it; one typed in points is larger
Columns = Mapping[str, tuple[Column, int]]


def formats_lost(rows: tuple[Row, ...], columns: Columns, sheet: Sheet) -> bool:
    """Whether all locked cells of figures, which forms lay with formats, have none, and percentages are fractions."""
    seen = 0
    for cell, measure in _figures(rows, columns, sheet.cells.rows, locked=True):
        if cell.number_format != _GENERAL:
            return False
        if measure.unit is Unit.PERCENT and isinstance(cell.value, float) and abs(cell.value) > _LARGEST_FRACTION:
            return False
        seen += 1
    return seen >= _FEWEST


def with_formats(
    rows: tuple[Row, ...], columns: Columns, cells: Mapping[int, Mapping[int, Cell]]
) -> dict[int, dict[int, Cell]]:
    """The cells as they were laid: numbers without a format in the one of their indicator."""
    laid = {row: dict(held) for row, held in cells.items()}
    for cell, measure in _figures(rows, columns, cells, locked=False):
        if cell.number_format == _GENERAL:
            laid[cell.row][cell.column] = cell._replace(number_format=measure.number_format)
    return laid


def _figures(
    rows: tuple[Row, ...], columns: Columns, cells: Mapping[int, Mapping[int, Cell]], *, locked: bool
) -> Iterator[tuple[Cell, Measure]]:
    """The numbers in columns of figures, of the locked ones alone where that is asked."""
    wanted = [(column, number) for column, number in columns.values() if not (locked and column.open)]
    for row in rows:
        line: Line | None = row.line
        held = cells.get(row.row)
        if line is None or held is None:
            continue
        for column, number in wanted:
            cell, measure = held.get(number), measure_of(column, line)
            if cell is not None and measure is not None and isinstance(cell.value, float) and cell.formula is None:
                yield cell, measure
