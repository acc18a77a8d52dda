"""The fast way through rows as spreadsheet programs write them, beside expat.

A strict pattern proves that a row is of the usual making and well-formed by itself (only an attribute given twice
would slip through); its cells are then taken in one sweep. Whatever does not match goes to expat, row by row. Long
stretches of rows without any content, a phantom used range, are passed over whole.
"""

from __future__ import annotations

import re

from pmr_xl.books.grid import Grid
from pmr_xl.books.values import BLANKS, number, unescape
from pmr_xl.model.sheet import MAX_COLUMNS, MAX_ROWS, Cell, CellValue, column_number

_TEXT = rb"(?:[^<&\x00-\x08\x0b-\x1f\x7f]++|&(?:amp|lt|gt|quot|apos);)*+"


def _cell(group: bytes, row: bytes) -> bytes:
    """A cell's pattern; ``group`` opens the groups that are wanted, ``row`` is the pattern of its row number."""
    return (
        rb'<c r="%(g)s[A-Z]{1,3})%(row)s"(?: s="%(g)s[0-9]{1,6}+)")?(?: t="%(g)ss|n|str|b|e|inlineStr)")?'
        rb'(?: ?/>|>(?:<f(?: aca="false")?>%(g)s%(text)s)</f>)?'
        rb'(?:<v>%(g)s%(text)s)</v>|<v ?/>|<is><t%(g)s xml:space="preserve")?>%(g)s%(text)s)</t></is>)?</c>)'
    ) % {b"g": group, b"row": row, b"text": _TEXT}


_CELLS = re.compile(_cell(b"(", rb"[0-9]++"))
_ATTRIBUTE = rb' (?!xmlns)[A-Za-z][A-Za-z0-9]*+(?::[A-Za-z][A-Za-z0-9]*+)?+="[^"<&\x00-\x1f\x7f-\xff]*+"'
_ROW = re.compile(
    rb'<row r="([1-9][0-9]{0,6})"((?:%s)*+)(?: ?/>|>((?:%s)*+)</row>)' % (_ATTRIBUTE, _cell(b"(?:", rb"\1"))
)
_HIDDEN = re.compile(rb' (?:hidden="(?:1|true|on)"|ht="0(?:\.0*)?")')
_LETTERS_OF_CONTENT = (b"v", b"f", b"i", b"!", b"?")  # far quicker to look for than the signs, which need one of them
_SIGNS_OF_CONTENT = (b"<v", b"<f", b"<is", b"<!", b"<?", b"xmlns")
_ROW_START = b"<row "
_WORTH_PASSING, _SAMPLES = 64 * 1024, 8


def worded(text: bytes) -> str:
    """A matched text as it is meant: its references to XML's own five signs resolved."""
    words = text.decode()
    if "&" in words:
        for reference, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
            words = words.replace(reference, sign)
    return words


class Sweeper:
    """Takes rows off a buffer of bytes and lays their cells on a grid."""

    def __init__(self, grid: Grid) -> None:
        """A sweeper that fills ``grid``."""
        self.grid = grid
        self.columns: dict[bytes, int] = {}
        self.looks: dict[bytes, tuple[str, bool]] = {}

    def sweep(self, data: bytes, place: int) -> int:
        """Take whole rows from ``place`` on as long as they are of the usual making; where it stopped."""
        grid, match = self.grid, _ROW.match
        while (found := match(data, place)) is not None and not grid.full:
            digits, attributes, body = found.groups()
            row = int(digits)
            if row > MAX_ROWS or not self._lay(row, attributes, body or b""):
                break
            place = found.end()
        return place

    def pass_over(self, data: bytes, place: int) -> int:
        """Where to go on after a long stretch of rows from ``place`` without content; ``place`` itself where none is.

        A few of the rows are laid as samples, so how far formats go to the right is exact only where they are alike.
        Rows that are passed over are not proved well-formed: there is nothing in them that could be misread.
        """
        if len(data) - place < _WORTH_PASSING or not data.startswith(_ROW_START, place):
            return place
        data = data[place:]
        if any(letter in data for letter in _LETTERS_OF_CONTENT) and any(sign in data for sign in _SIGNS_OF_CONTENT):
            return place
        end = data.rfind(_ROW_START)
        samples = [data.find(_ROW_START, end * part // _SAMPLES) for part in range(_SAMPLES)]
        samples.append(data.rfind(_ROW_START, 0, end))
        for at in samples:
            found = _ROW.match(data, at)
            if found is None or int(found[1]) > MAX_ROWS or not self._lay(int(found[1]), found[2], found[3] or b""):
                return place
        return place + end

    def _lay(self, row: int, attributes: bytes, body: bytes) -> bool:
        """Lay the cells of a row that is proved to hold nothing else. False where expat shall say what is wrong."""
        grid = self.grid
        before = len(grid.cells)
        try:
            self._lay_cells(row, body)
        except (ValueError, IndexError):  # a text that is not UTF-8, or not in the table of strings
            return False
        grid.row = row
        grid.last_row = max(grid.last_row, row)
        if len(grid.cells) > before and _HIDDEN.search(attributes):
            grid.hidden_rows.add(row)
        return True

    def _lay_cells(self, row: int, body: bytes) -> None:  # noqa: C901, PLR0912 - inmost loop: calls would double its cost
        columns, looks, cells, strings = self.columns, self.looks, self.grid.cells, self.grid.strings
        new = tuple.__new__  # a third of the cost of calling Cell
        widest = self.grid.last_column
        value: CellValue
        for letters, style, kind, formula, saved, preserve, inline in _CELLS.findall(body):
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
                    value = number(worded(saved))
                else:
                    if value - value or b"_" in saved:  # as in values.number
                        value = saved.decode()
            elif kind == b"str":
                value = unescape(worded(saved))
            else:
                value = self.grid.value(kind.decode(), worded(saved))
                if value is None and not formula:
                    continue
            code, locked = looks.get(style) or self._look(style)
            wording = (worded(formula).removeprefix("=") or None) if formula else None
            cells[row, column] = new(Cell, (row, column, value, wording, code, locked))

    def _column(self, letters: bytes) -> int:
        column = column_number(letters.decode())
        if column > MAX_COLUMNS:
            raise ValueError(letters)
        self.columns[letters] = column
        return column

    def _inline(self, kind: bytes, text: bytes, *, preserve: bool) -> str | None:
        if kind != b"inlineStr":
            raise ValueError(kind)
        words = worded(text)
        return unescape(words if preserve else words.strip(BLANKS)) or None

    def _look(self, style: bytes) -> tuple[str, bool]:
        look = self.looks[style] = self.grid.style(style.decode())
        return look
