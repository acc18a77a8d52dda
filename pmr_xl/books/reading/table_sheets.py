"""A workbook's sheets for a table, read by this program's own reader: where openpyxl is not, in a browser's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

from pmr_xl.books.reading.reader import read_book
from pmr_xl.imports.grid.shown import displayed_text
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.sheet import Sheet, SheetKind
from pmr_xl.model.display.number_format import Part, sections

_DAY_MILLISECONDS = 86_400_000
_FIRST, _FIRST_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a spreadsheet's days have no zone
_LEAP = 60  # from there on a spreadsheet has counted a 29 February 1900 that was none
_NO_DAY = "#VALUE!"  # a date before the calendar's first day or behind its last


class OwnSheets:
    """The sheets of a workbook that is read as a whole."""

    def __init__(self, path: Path) -> None:
        """Reads it. Raises Unreadable."""
        book = read_book(path)
        self._date1904 = book.date1904
        self._sheets = {one.name: one for one in book.sheets if one.kind is SheetKind.WORKSHEET}
        self.names = list(self._sheets)

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """Each row's number and its cells as they show, of rows with cells."""
        for number, cells in sorted(self._sheets[name].cells.rows.items()):
            texts = [""] * max(cells, default=0)
            for column, cell in cells.items():
                texts[column - 1] = displayed_text(self._value(cell), cell.number_format)
            yield number, texts

    def unsaved_formula(self, name: str) -> str:
        """Where the first formula without a saved result stands; empty where there is none."""
        return next((cell.address for cell in _in_order(self._sheets[name]) if cell.without_result), "")

    def close(self) -> None:
        """The file was given back when it was read."""

    def _value(self, cell: Cell) -> object:
        """What the cell holds, dates and times as such, as ``grid.shown`` takes it."""
        value, formats = cell.value, sections(cell.number_format)
        if not isinstance(value, float) or not formats or not formats[0].is_date:
            return value
        try:
            return _moment(value, elapsed=formats[0].has(Part.ELAPSED), date1904=self._date1904)
        except OverflowError:
            return _NO_DAY


def _in_order(sheet: Sheet) -> Iterator[Cell]:
    return (cell for _, row in sorted(sheet.cells.rows.items()) for _, cell in sorted(row.items()))


def _moment(serial: float, *, elapsed: bool, date1904: bool) -> datetime | time | timedelta:
    """A serial number of days as a span of time, a time of day, or a day with its time. Raises OverflowError."""
    day, part = divmod(serial, 1)
    since = timedelta(milliseconds=round(part * _DAY_MILLISECONDS))
    if elapsed:
        return timedelta(days=day) + since
    if day == 0 and not since.days:
        return (_FIRST + since).time()
    if 0 < serial < _LEAP and not date1904:
        day += 1
    return (_FIRST_1904 if date1904 else _FIRST) + timedelta(days=day) + since
