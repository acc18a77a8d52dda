"""Where cells lie on a sheet, in pixels: what a note's frame is anchored to."""

from __future__ import annotations

from bisect import bisect_right

from pmr_xl.books.package.outline import Element
from pmr_xl.model.book.places import MAX_COLUMNS, MAX_ROWS
from pmr_xl.model.quick.pattern import pattern

_ROW = pattern(rb"<(?:[\w.-]+:)?row\s[^>]*>")
_NUMBER = pattern(rb'\sr="(\d+)"')
_HEIGHT = pattern(rb'\sht="([\d.]+)"')
_HIDDEN = pattern(rb'\shidden="(?:1|true)"')
_ROWS_LOOKED_AT = 20_000  # behind them a usual row height is good enough for the frame of a note
_DIGIT, _PIXELS_A_POINT = 7, 4 / 3  # the widest digit of the default font; 96 pixels an inch
_NORMAL_COLUMN, _NORMAL_ROW = 64, 20


class Geometry:
    """Widths and heights of one sheet, rows and columns counted from 1."""

    def __init__(self, root: Element, data: bytes) -> None:
        """Take a worksheet's elements and its bytes."""
        sizes = root.child("sheetFormatPr")
        said = sizes.attributes if sizes is not None else {}
        self._column = _pixels(said.get("defaultColWidth"), _DIGIT, _NORMAL_COLUMN)
        self._row = _pixels(said.get("defaultRowHeight"), _PIXELS_A_POINT, _NORMAL_ROW)
        self._starts, self._widths = self._runs(root)
        self._rows: dict[int, int] = {}
        for number, found in enumerate(_ROW.finditer(data)):
            if number >= _ROWS_LOOKED_AT:
                break
            tag = found[0]
            row, height = _NUMBER.search(tag), _HEIGHT.search(tag)
            if row and _HIDDEN.search(tag):
                self._rows[int(row[1])] = 0
            elif row and height:
                self._rows[int(row[1])] = _pixels(height[1].decode(), _PIXELS_A_POINT, self._row)

    def anchor(self, row: int, column: int, width: int, height: int) -> str:
        """The frame of a note of that size, beside a cell: the eight numbers of VML's ``x:Anchor``.

        Left column, pixels into it, top row, pixels into it, then the same for the right and the bottom; counted from
        0. In the last columns the frame stands to the left of its cell.
        """
        right, into_right = self._across(column + 1, 12 + width)
        left = column + 1
        if right >= MAX_COLUMNS:
            left = max(1, column - 4)
            right, into_right = self._across(left, 12 + width)
        top = max(1, row - 1)
        bottom, into_bottom = self._down(top, 8 + height)
        return f"{left - 1}, 12, {top - 1}, 8, {right - 1}, {into_right}, {bottom - 1}, {into_bottom}"

    def _across(self, column: int, distance: int) -> tuple[int, int]:
        """The column where ``distance`` pixels from the start of ``column`` end, and how far into it."""
        run = bisect_right(self._starts, column) - 1
        while True:
            last = self._starts[run + 1] - 1 if run + 1 < len(self._starts) else MAX_COLUMNS
            width = self._widths[run]
            if width and distance < width * (last - column + 1):
                return column + distance // width, distance % width
            if last >= MAX_COLUMNS:
                return MAX_COLUMNS, 0
            distance -= width * (last - column + 1)
            column, run = last + 1, run + 1

    def _down(self, row: int, distance: int) -> tuple[int, int]:
        while row < MAX_ROWS and distance >= self.row(row):
            distance -= self.row(row)
            row += 1
        return row, min(distance, self.row(row))

    def _runs(self, root: Element) -> tuple[list[int], list[int]]:
        """Where each run of equally wide columns starts, and how wide its columns are."""
        starts, widths = [1], [self._column]
        for e in sorted(root.all("col"), key=lambda e: int(e.attributes.get("min", 1))):
            first, last = int(e.attributes.get("min", 1)), int(e.attributes.get("max", 1))
            for start, width in ((first, self._width(e.attributes)), (last + 1, self._column)):
                if start == starts[-1]:
                    widths[-1] = width
                elif width != widths[-1] and start <= MAX_COLUMNS:
                    starts.append(start)
                    widths.append(width)
                if len(widths) > 1 and widths[-1] == widths[-2]:
                    starts.pop()
                    widths.pop()
        return starts, widths

    def row(self, row: int) -> int:
        """Height of a row in pixels; 0 where it is hidden."""
        return self._rows.get(row, self._row)

    def _width(self, said: dict[str, str]) -> int:
        if said.get("hidden") in {"1", "true"}:
            return 0
        return _pixels(said.get("width"), _DIGIT, self._column)


def _pixels(said: str | None, scale: float, otherwise: int) -> int:
    try:
        return max(1, round(float(said) * scale)) if said else otherwise
    except ValueError:
        return otherwise
