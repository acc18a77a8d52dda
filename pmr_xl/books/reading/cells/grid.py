"""The cells of one sheet while they are read; both ways of reading rows lay them down here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmr_xl.books.package.work import DEFAULT, Work
from pmr_xl.books.package.workbook_part import whole_number
from pmr_xl.books.reading.cells.weaving import Weaver
from pmr_xl.books.reading.formulas import Following
from pmr_xl.books.reading.strings import Texts
from pmr_xl.books.reading.styles import CellStyle
from pmr_xl.books.reading.values import format_of_date, value_of_text
from pmr_xl.model.book.cell import STRUCK_OUT, Cell, CellValue, Runs, StoredFormula
from pmr_xl.model.book.places import MAX_COLUMNS, MAX_ROWS, Range, a1, from_a1, ranges

_SMALL_ARRAY = 10_000  # cells; in a larger area only the cells that are stored are filled
_LEAST_SIGNS = 10  # what a cell of an array counts for, however short its formula


class BadCell(ValueError):  # noqa: N818 - says what the cell is
    """A cell that no spreadsheet program can have written; the text ends a sentence about the file."""


class Shared:
    """The first cell of a shared formula."""

    __slots__ = ("_formula", "_signs", "column", "row")

    def __init__(self, row: int, column: int, formula: str) -> None:
        """The formula and where it stands."""
        self.row, self.column, self._formula, self._signs = row, column, formula.encode(), len(formula)

    def at(self, row: int, column: int, work: Work) -> Following:
        """The formula as it reads in another cell. Raises OverBudget."""
        work.formula(self._signs)
        return Following(self._formula, row - self.row, column - self.column)


class Grid:
    """Cells by row and column, and what reading them needs to know.

    Attributes:
        rows: row → column → cell.
        laid: how many cells were laid down so far.
        row, column: where the reader stands; cells and rows without an address follow the one before.
        hidden_rows: hidden rows that hold a cell.
        arrays: areas that one formula fills, and that formula; its results look like constants.
        last_row, last_column: how far rows and cells go, empty formatted ones included.
    """

    def __init__(
        self,
        strings: Sequence[str],
        styles: Sequence[CellStyle],
        *,
        date1904: bool = False,
        most: int = DEFAULT.cells,
        work: Work | None = None,
        weaver: Weaver | None = None,
    ) -> None:
        """An empty grid; ``most`` cells with content fit in, and formulas are entered into ``work``.

        Long ones are kept by ``weaver``, which the sheets of a book share.
        """
        self.weaver = weaver or Weaver()
        self.work = work or Work(DEFAULT)
        self.rows: dict[int, dict[int, Cell]] = {}
        self.laid = 0
        self.strings, self.styles, self.date1904, self.most = strings, styles, date1904, most
        self.runs: Mapping[int, Runs] = strings.runs if isinstance(strings, Texts) else {}
        self.row = self.column = self.last_row = self.last_column = 0
        self.hidden_rows: set[int] = set()
        self.shared: dict[str, Shared] = {}
        self.waiting: list[tuple[str, int, int]] = []
        self.arrays: list[tuple[Range, str]] = []

    def begin_row(self, address: str | None) -> None:
        """A row begins; without an address it is the next one."""
        if address is None:
            self.row += 1
        elif 1 <= (row := whole_number(address)) <= MAX_ROWS:
            self.row = row
        else:
            raise BadCell(f"has a row with the number “{address[:20]}”")
        self.column = 0
        self.last_row = max(self.last_row, self.row)

    def move(self, address: str | None) -> None:
        """A cell begins; without an address it is the next one in the row."""
        if address is None:
            self.column += 1
        else:
            try:
                self.row, self.column = from_a1(address)
            except ValueError:
                raise BadCell(f"has a cell with the address “{address[:20]}”") from None
        if self.column > MAX_COLUMNS or self.row > MAX_ROWS:
            raise BadCell("has a cell outside the sheet")
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)

    def put(
        self,
        kind: str,
        style: str | None,
        saved: str | None,
        formula: str | StoredFormula | None,
        runs: Runs | None = None,
    ) -> None:
        """Lay down the cell where the reader stands: its type, style number, saved text (None: none) and formula."""
        value = self.value(kind, saved) if saved else None
        if value is None:
            if formula is None:
                return
            value = "" if kind == "str" else None  # the last result was a text without letters
        look = self.style(style)
        if kind == "s" and self.runs and saved:
            runs = self.runs.get(int(saved))
        runs = STRUCK_OUT if look.struck else runs
        number_format = (
            look.number_format if kind != "d" or saved is None else format_of_date(look.number_format, saved)
        )
        cell = Cell(self.row, self.column, value, formula, number_format, look.locked, runs)
        self.lay(self.row, {self.column: cell})

    def lay(self, row: int, cells: dict[int, Cell]) -> None:
        """Lay down some cells of one row, by column."""
        self.laid += len(cells)
        if self.rows.setdefault(row, cells) is not cells:
            self.rows[row].update(cells)

    def value(self, kind: str, saved: str) -> CellValue:
        """The value of a saved text that is not empty."""
        if kind == "s":
            return self.string(saved)
        if kind == "inlineStr":
            return saved
        return value_of_text(kind, saved, date1904=self.date1904)

    def string(self, number: str) -> str:
        """The shared string of that number."""
        try:
            place = int(number)
            return self.strings[place if place >= 0 else len(self.strings)]
        except (ValueError, IndexError):
            raise BadCell(f"lacks the text of {a1(self.row, self.column)}") from None

    def style(self, number: str | None) -> CellStyle:
        """The style of that number; the first where it is missing or unknown, as Excel does."""
        try:
            return self.styles[int(number)] if number else self.styles[0]
        except (ValueError, IndexError):
            return self.styles[0]

    def formula(self, attributes: dict[str, str], text: str) -> str | StoredFormula | None:
        """The formula that an ``<f>`` element means in the cell where the reader stands; None where it is empty."""
        text = text.removeprefix("=")
        kind = attributes.get("t")
        if kind == "shared":
            number = attributes.get("si", "")
            if text:
                if "ref" in attributes or number not in self.shared:
                    self.shared[number] = Shared(self.row, self.column, text)
                return text
            first = self.shared.get(number)
            if first is None:
                self.waiting.append((number, self.row, self.column))
                return ""
            return first.at(self.row, self.column, self.work)
        if kind == "dataTable":
            text = _what_if(attributes)
        if text and kind in ("array", "dataTable"):
            self.arrays.extend((area, text) for area in ranges(attributes.get("ref", "")))
        return text or None

    def close(self) -> None:
        """Give every cell of an area its formula, and followers that stood before theirs, now that all are known."""
        for area, text in self.arrays:
            self._fill(area, text)
        for number, row, column in self.waiting:
            first, cell = self.shared.get(number), self.rows[row][column]
            if first is not None:
                self.rows[row][column] = cell._replace(formula=first.at(row, column, self.work))

    def _fill(self, area: Range, formula: str) -> None:
        """Every cell of the area holds the formula; where nothing is stored, a result that was never saved."""
        down, across = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        small = len(down) * len(across) <= _SMALL_ARRAY
        for row in down if small else [row for row in self.rows if row in down]:
            cells = self.rows.setdefault(row, {}) if small else self.rows[row]
            for column in across if small else [column for column in cells if column in across]:
                self.work.formula(_LEAST_SIGNS + len(formula))
                cell = cells.get(column) or Cell(row, column, None)
                if cell.formula is None:
                    cells[column] = cell._replace(formula=formula)
            if small:
                self.rows[row] = dict(sorted(cells.items()))
        if small:
            self.rows = dict(sorted(self.rows.items()))

    @property
    def full(self) -> bool:
        """More cells were laid than fit in."""
        return self.laid > self.most


def _what_if(attributes: dict[str, str]) -> str:
    """A what-if table as Excel shows it: ``TABLE(row input, column input)``."""
    first, second = attributes.get("r1", ""), attributes.get("r2", "")
    if attributes.get("dt2D") in ("1", "true"):
        return f"TABLE({first},{second})"
    return f"TABLE({first},)" if attributes.get("dtr") in ("1", "true") else f"TABLE(,{first})"
