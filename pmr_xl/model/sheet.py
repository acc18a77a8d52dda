"""A workbook as a plain value: what the reader found, nothing interpreted, nothing lost.

Rows and columns are counted from 1, as Excel shows them.
"""

from __future__ import annotations

import re
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
    formula: str | None = None
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
        first, _, last = text.replace("$", "").partition(":")
        last = last or first
        if first.isdigit() and last.isdigit():
            return cls(int(first), 1, int(last), MAX_COLUMNS)
        if first.isalpha() and last.isalpha():
            return cls(1, column_number(first), MAX_ROWS, column_number(last))
        top, left = from_a1(first)
        bottom, right = from_a1(last)
        return cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))

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


class Validation(NamedTuple):
    """A data validation: where it holds, its type (``list``, ``decimal`` …) and first formula."""

    ranges: tuple[Range, ...]
    kind: str
    formula: str = ""


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
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
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
        return self.cells.get((row, column))

    def value(self, address: str) -> CellValue:
        """The value at ``J7``; None where there is nothing."""
        cell = self.cells.get(from_a1(address))
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
