"""A workbook as a plain value: what the reader found, nothing interpreted, nothing lost.

Rows and columns are counted from 1, as Excel shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import field
from enum import Enum
from typing import NamedTuple, TypeAlias

from pmr_xl.model.frozen import frozen

_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
_LETTERS = 26


def column_letters(column: int) -> str:
    """1 → A, 27 → AA, 16384 → XFD."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - 64
    return number


def a1(row: int, column: int) -> str:
    """``a1(7, 10)`` is ``J7``."""
    return f"{column_letters(column)}{row}"


def from_a1(address: str) -> tuple[int, int]:
    """Row and column of ``J7`` or ``$J$7``. Raises ValueError on anything else."""
    found = _A1.fullmatch(address)
    if found is None:
        raise ValueError(f"“{address}” is not a cell address.")
    return int(found[2]), column_number(found[1])


class CellError(Enum):
    """Excel's error values."""

    NULL = "#NULL!"
    DIV0 = "#DIV/0!"
    VALUE = "#VALUE!"
    REF = "#REF!"
    NAME = "#NAME?"
    NUM = "#NUM!"
    NA = "#N/A"
    GETTING_DATA = "#GETTING_DATA"
    SPILL = "#SPILL!"
    CALC = "#CALC!"
    FIELD = "#FIELD!"
    BLOCKED = "#BLOCKED!"
    CONNECT = "#CONNECT!"
    UNKNOWN = "#UNKNOWN!"
    BUSY = "#BUSY!"
    OTHER = "#?"  # an error this list does not know

    def __str__(self) -> str:
        return self.value


CellValue: TypeAlias = float | str | bool | CellError | None


class StoredFormula:
    """A formula without its ``=``, as XML stores it: ``str()`` spells it out.

    A form has thousands of long formulas and hardly one is ever looked at; spelling them out would cost as much as the
    rest of reading. Compares and hashes as its text.
    """

    __slots__ = ("_stored",)

    def __init__(self, stored: bytes) -> None:
        """The formula in ``stored``: UTF-8, with XML's own five references and no other."""
        self._stored = stored

    def __str__(self) -> str:
        return spelled_out(self._stored)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, StoredFormula) and other._stored == self._stored:
            return True
        return str(self) == str(other) if isinstance(other, str | StoredFormula) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))

    def __repr__(self) -> str:
        return repr(str(self))


_REFERENCES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


def spelled_out(stored: bytes) -> str:
    """The text that XML stores as ``stored``: its references to the five signs resolved. Raises UnicodeDecodeError."""
    text = stored.decode()
    if "&" in text:
        for reference, sign in _REFERENCES:
            text = text.replace(reference, sign)
    return text


class Cell(NamedTuple):
    """One cell as it is stored.

    Attributes:
        value: number (dates and times too: serial days), text, truth value, error, or None where nothing is saved.
        formula: the formula without its ``=``, or None. A formula with ``value`` None has no saved result.
        number_format: the format code that decides what is shown; ``General`` where none is set.
    """

    row: int
    column: int
    value: CellValue
    formula: str | StoredFormula | None = None
    number_format: str = "General"
    locked: bool = True

    @property
    def address(self) -> str:
        """``J7``."""
        return a1(self.row, self.column)

    @property
    def without_result(self) -> bool:
        """A formula whose result was never saved."""
        return self.formula is not None and self.value is None


class Cells(MutableMapping[tuple[int, int], Cell]):
    """The cells of a sheet by row and column: ``cells[7, 10]`` is that of J7.

    Attributes:
        rows: row → column → cell, in the order of the file. Those who look at a whole row look here.
    """

    __slots__ = ("rows",)

    def __init__(self, cells: Mapping[tuple[int, int], Cell] | None = None) -> None:
        """Those ``cells``; none."""
        self.rows: dict[int, dict[int, Cell]] = {}
        if cells is not None:
            self.update(cells)

    @classmethod
    def of(cls, rows: dict[int, dict[int, Cell]]) -> Cells:
        """The cells of ``rows``, which is kept; none of them may be empty."""
        made = cls()
        made.rows = rows
        return made

    def __getitem__(self, place: tuple[int, int]) -> Cell:
        row, column = place
        return self.rows[row][column]

    def __setitem__(self, place: tuple[int, int], cell: Cell) -> None:
        row, column = place
        self.rows.setdefault(row, {})[column] = cell

    def __delitem__(self, place: tuple[int, int]) -> None:
        row, column = place
        del self.rows[row][column]
        if not self.rows[row]:
            del self.rows[row]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((row, column) for row, cells in self.rows.items() for column in cells)

    def __len__(self) -> int:
        return sum(map(len, self.rows.values()))

    def __or__(self, others: Mapping[tuple[int, int], Cell]) -> Cells:
        both = Cells(self)
        both.update(others)
        return both

    def at(self, row: int, column: int) -> Cell | None:
        """The cell there, or None."""
        cells = self.rows.get(row)
        return None if cells is None else cells.get(column)


class CellRef(NamedTuple):
    """A cell of a named sheet."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """``J7``."""
        return a1(self.row, self.column)

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}"


class Range(NamedTuple):
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, text: str) -> Range:
        """``B2:D9`` or ``B2``; whole rows and columns are cut to the sheet. Raises ValueError."""
        first, colon, last = text.replace("$", "").partition(":")
        last = last if colon else first
        if first.isdecimal() and last.isdecimal():
            top, left, bottom, right = int(first), 1, int(last), MAX_COLUMNS
        elif first.isalpha() and last.isalpha():
            top, left, bottom, right = 1, column_number(first), MAX_ROWS, column_number(last)
        else:
            top, left = from_a1(first)
            bottom, right = (top, left) if last == first else from_a1(last)
        found = cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        if not (text.isascii() and found.top > 0 and found.bottom <= MAX_ROWS and found.right <= MAX_COLUMNS):
            raise ValueError(f"“{text}” is no area of a sheet.")
        return found

    def __contains__(self, place: object) -> bool:
        if not (isinstance(place, tuple) and len(place) == 2):  # noqa: PLR2004 - row and column
            return False
        row, column = place
        return bool(self.top <= row <= self.bottom and self.left <= column <= self.right)

    def __str__(self) -> str:
        first, last = a1(self.top, self.left), a1(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


class Visibility(Enum):
    """Whether a sheet is shown."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"


class SheetKind(Enum):
    """What a sheet is; only worksheets have cells."""

    WORKSHEET = "worksheet"
    CHARTSHEET = "chartsheet"
    DIALOGSHEET = "dialogsheet"
    MACROSHEET = "macrosheet"


def ranges(text: str) -> tuple[Range, ...]:
    """The areas of a list like ``B2:D9 F1``; what is none is left out."""
    found = []
    for area in text.split():
        with suppress(ValueError):
            found.append(Range.parse(area))
    return tuple(found)


class Validation(NamedTuple):
    """A data validation: where it holds (``B2:D9 F1``), its type (``list``, ``decimal`` …) and first formula."""

    where: str
    kind: str
    formula: str = ""

    @property
    def ranges(self) -> tuple[Range, ...]:
        """The areas where it holds."""
        return ranges(self.where)


class Note(NamedTuple):
    """A note or a threaded comment on a cell."""

    row: int
    column: int
    text: str
    author: str = ""
    threaded: bool = False


class TableArea(NamedTuple):
    """An Excel table (list object)."""

    name: str
    area: Range
    columns: tuple[str, ...] = ()


@frozen
class Sheet:
    """One sheet of a book. ``cells`` holds every cell with a value or a formula, by row and column.

    ``formatted_to`` is the last row and column that carry any formatting, so a phantom used range can be told.
    """

    name: str
    cells: Cells = field(default_factory=Cells)
    kind: SheetKind = SheetKind.WORKSHEET
    visibility: Visibility = Visibility.VISIBLE
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Range, ...] = ()
    validations: tuple[Validation, ...] = ()
    conditional_formats: int = 0
    tables: tuple[TableArea, ...] = ()
    notes: tuple[Note, ...] = ()
    protected: bool = False
    filtered: bool = False
    formatted_to: tuple[int, int] = (0, 0)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell there, or None where the sheet has nothing."""
        return self.cells.at(row, column)

    def value(self, address: str) -> CellValue:
        """The value at ``J7``; None where there is nothing."""
        cell = self.cells.at(*from_a1(address))
        return None if cell is None else cell.value


@frozen
class Book:
    """A workbook as a plain value.

    Attributes:
        name: file name without its folder.
        sha256: of the file's bytes; empty for a book that never was a file.
        names: defined names and what they refer to.
        external_links: targets of links to other workbooks.
        parts: names of everything in the package, for rules that look for macros, connections and the like.
    """

    name: str
    sheets: tuple[Sheet, ...]
    sha256: str = ""
    names: dict[str, str] = field(default_factory=dict)
    date1904: bool = False
    has_macros: bool = False
    external_links: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    producer: str = ""
    signed: bool = False
    parts: tuple[str, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, compared as Excel does: without case."""
        wanted = name.casefold()
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == wanted), None)
