"""The fast way through rows as spreadsheet programs write them, beside expat.

A strict pattern proves that a row is of the usual making and well-formed by itself (only an attribute given twice
would slip through); its cells are then taken in one sweep. Whatever does not match goes to expat, row by row. Long
stretches of rows without any content, a phantom used range, are passed over whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from pmr_xl.books.reading.cells.grid import Grid
from pmr_xl.books.reading.cells.weaving import prove
from pmr_xl.books.reading.values import BLANKS, unescape
from pmr_xl.model.book.cell import STRUCK_OUT, Cell, CellValue, Runs, StoredFormula, spelled_out
from pmr_xl.model.book.places import MAX_COLUMNS, MAX_ROWS, column_number
from pmr_xl.model.quick.pattern import pattern

_CELLS = pattern(
    rb'<c r="([A-Z]{1,3})([0-9]++)"(?: s="([0-9]{1,6}+)")?(?: t="(s|n|str|b|e|inlineStr)")?'
    rb'(?: ?/>|>(?:<f(?: aca="false")?>(%(text)s)</f>)?'
    rb'(?:<v>(%(text)s)</v>|<v ?/>|<is><t( xml:space="preserve")?>(%(text)s)</t></is>)?</c>)'
    rb"|([\x00-\xff]++)" % {b"text": b"[^<]*+"}  # whatever is no cell, and all that follows it
)
_FORMULA, _SAVED, _INLINE = map(itemgetter, (4, 5, 7))  # the texts in what it finds
_ATTRIBUTE = rb' (?!xmlns)[A-Za-z][A-Za-z0-9]*+(?::[A-Za-z][A-Za-z0-9]*+)?+="[^"<&\x00-\x1f\x7f-\xff]*+"'
_ROW = pattern(rb'<row r="([1-9][0-9]{0,6})"((?:%s)*+)(?:>|( ?/>))' % _ATTRIBUTE)
_ROW_END = b"</row>"
_NEAR = 20_000  # bytes within which most rows end; through a longer text Python searches in another way, a third slower
_HIDDEN = pattern(rb' (?:hidden="(?:1|true|on)"|ht="0(?:\.0*)?")')
_LETTERS_OF_CONTENT = (b"v", b"f", b"i", b"!", b"?")  # far quicker to look for than the signs, which need one of them
_SIGNS_OF_CONTENT = (b"<v", b"<f", b"<is", b"<!", b"<?", b"xmlns")
_ROW_START = b"<row "
_WORTH_PASSING, _SAMPLES, _MANY_EMPTY = 64 * 1024, 2, 50
CLOSING = b"</sheetData"


def _content(data: bytes) -> bool:
    """Whether there may be anything in these rows."""
    return any(letter in data for letter in _LETTERS_OF_CONTENT) and any(sign in data for sign in _SIGNS_OF_CONTENT)


def _row_end(data: bytes, place: int) -> int:
    """Where the next row ends, seen from ``place``; -1 where that is not in ``data``."""
    found = data.find(_ROW_END, place, place + _NEAR)
    return data.find(_ROW_END, place) if found < 0 else found


class Sweeper:
    """Takes rows off a buffer of bytes and lays their cells on a grid."""

    def __init__(self, grid: Grid) -> None:
        """A sweeper that fills ``grid``."""
        self.grid = grid
        self.columns: dict[bytes, int] = {}
        self.looks: dict[bytes, tuple[str, bool, Runs | None]] = {}

    def sweep(self, data: bytes, place: int) -> int:
        """Take whole rows from ``place`` on as long as they are of the usual making; where it stopped."""
        grid, empty = self.grid, 0
        laid = grid.laid
        while not grid.full and (end := self._take(data, place)):
            place, empty = end, empty + 1
            if grid.laid != laid:
                laid, empty = grid.laid, 0
            elif empty == _MANY_EMPTY:
                place = self.pass_over(data, place)
        return place

    def pass_over(self, data: bytes, place: int) -> int:
        """Where to go on after a long stretch of rows from ``place`` without content; ``place`` itself where none is.

        A few of the rows are laid as samples, so how far formats go to the right is exact only where they are alike.
        Rows that are passed over are not proved well-formed: there is nothing in them that could be misread.
        """
        if len(data) - place < _WORTH_PASSING or not data.startswith(_ROW_START, place):
            return place
        data = data[place:]
        if _content(data):
            data = data[: data.find(CLOSING) + 1]  # the last rows, before all that follows them
            if _content(data) or len(data) < _WORTH_PASSING:
                return place
        end = data.rfind(_ROW_START)
        samples = [data.find(_ROW_START, end * part // _SAMPLES) for part in range(_SAMPLES)]
        samples.append(data.rfind(_ROW_START, 0, end))
        return place + end if all(self._take(data, at) for at in samples) else place

    def _take(self, data: bytes, place: int) -> int:
        """Lay the cells of the row at ``place``; where it ends. 0 where expat shall say what it is."""
        found = _ROW.match(data, place)
        if found is None:
            return 0
        digits, attributes, empty = found.groups()
        row, start = int(digits), found.end()
        end = start if empty else _row_end(data, start)
        if end < 0 or row > MAX_ROWS:
            return 0
        grid = self.grid
        if start < end:
            try:
                cells = self._cells(row, digits, data[start:end])
            except (ValueError, IndexError):  # no plain cells, a text that is not UTF-8, or not in the table of strings
                return 0
            if cells:
                grid.lay(row, cells)
                if _HIDDEN.search(attributes):
                    grid.hidden_rows.add(row)
        grid.row = row
        grid.last_row = max(grid.last_row, row)
        return end if empty else end + len(_ROW_END)

    def _cells(self, row: int, digits: bytes, body: bytes) -> dict[int, Cell]:  # noqa: C901, PLR0912, PLR0915 - inmost loop: calls would double its cost
        """The cells of a row by column. Raises ValueError or IndexError where it holds anything else."""
        stored = _CELLS.findall(body)
        if stored[-1][-1]:
            raise ValueError(body)
        formulas = self._proved(digits, body, stored)
        columns, looks, strings = self.columns, self.looks, self.grid.strings
        rich = self.grid.runs
        new = tuple.__new__  # a third of the cost of calling Cell
        widest = self.grid.last_column
        cells: dict[int, Cell] = {}
        value: CellValue
        wording: StoredFormula | None
        for letters, number_of_row, style, kind, formula, saved, preserve, inline, _ in stored:
            if number_of_row != digits:
                raise ValueError(number_of_row)
            column = columns.get(letters) or self._column(letters)
            if column > widest:
                self.grid.last_column = widest = column
            if not saved:
                if inline:
                    value = self._inline(kind, inline, preserve=bool(preserve))
                else:
                    value = "" if kind == b"str" and formula else None
                if not value and not formula:
                    continue
            elif kind == b"s":
                if not saved.isdigit():  # Python would take -1 for the last text, and 1_0 for ten
                    raise ValueError(saved)
                value = strings[int(saved)]
            elif not kind or kind == b"n":
                try:
                    value = float(saved)
                except ValueError:
                    value = self.grid.value("n", spelled_out(saved))
                    if value is None and not formula:
                        continue
                else:
                    if value - value or b"_" in saved:  # as in values.number
                        value = self.grid.value("n", saved.decode())
            elif kind == b"str":
                value = unescape(spelled_out(saved))
            else:
                value = self.grid.value(kind.decode(), spelled_out(saved))
                if value is None and not formula:
                    continue
            if not formula:
                wording = None
            elif formulas:
                wording = next(formulas)
            else:
                wording = StoredFormula(formula.removeprefix(b"=")) if formula != b"=" else None
            code, locked, runs = looks.get(style) or self._look(style)
            if rich and kind == b"s" and saved and runs is None:
                runs = rich.get(int(saved))
            cells[column] = new(Cell, (row, column, value, wording, code, locked, runs))
        return cells

    def _proved(
        self, digits: bytes, body: bytes, stored: list[tuple[bytes, ...]]
    ) -> Iterator[StoredFormula | None] | None:
        """Prove all texts of a row; its formulas in order, where they are worth being woven. Raises ValueError."""
        if len(body) < self.grid.weaver.least or not (texts := [*filter(None, map(_FORMULA, stored))]):
            prove(body)
            return None
        prove(b"\n".join([*map(_SAVED, stored), *map(_INLINE, stored)]))
        return iter(self.grid.weaver.weave(digits, texts))

    def _column(self, letters: bytes) -> int:
        column = column_number(letters.decode())
        if column > MAX_COLUMNS:
            raise ValueError(letters)
        self.columns[letters] = column
        return column

    def _inline(self, kind: bytes, text: bytes, *, preserve: bool) -> str | None:
        if kind != b"inlineStr":
            raise ValueError(kind)
        words = spelled_out(text)
        return unescape(words if preserve else words.strip(BLANKS)) or None

    def _look(self, style: bytes) -> tuple[str, bool, Runs | None]:
        code, locked, struck = self.grid.style(style.decode())
        look = self.looks[style] = code, locked, STRUCK_OUT if struck else None
        return look
