"""Cells as they are stored: values, formulas, errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from enum import Enum
from typing import TypeAlias

from pmr_xl.model.book.places import a1
from pmr_xl.model.quick.named import NamedTuple

_REFERENCES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


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
    PYTHON = "#PYTHON!"
    EXTERNAL = "#EXTERNAL!"
    ERROR = "#ERROR!"  # of Google Sheets, whose formula cannot be taken apart
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

    @property
    def as_stored(self) -> bytes:
        """As XML stores it, for who looks at very many."""
        return self._stored

    def __eq__(self, other: object) -> bool:
        if other.__class__ is StoredFormula is self.__class__ and other._stored == self._stored:
            return True
        return str(self) == str(other) if isinstance(other, str | StoredFormula) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))

    def __repr__(self) -> str:
        return repr(str(self))


def spelled_out(stored: bytes) -> str:
    """The text that XML stores as ``stored``: its references to the five signs resolved. Raises UnicodeDecodeError."""
    text = stored.decode()
    if "&" in text:
        for reference, sign in _REFERENCES:
            text = text.replace(reference, sign)
    return text


class Runs(NamedTuple):
    """What of a text is raised, lowered or struck out: a person sees a footnote mark, or nothing that counts.

    Attributes:
        plain: the text without all of it; empty where the whole cell is struck out.
        raised: the pieces that are raised or lowered, as they stand.
        struck: the pieces that are struck out; the whole cell, figures too, where it is ``WHOLE``.
    """

    plain: str
    raised: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """The whole cell is struck out."""
        return self.struck == WHOLE


WHOLE = ("",)
STRUCK_OUT = Runs("", (), WHOLE)


class Cell(NamedTuple):
    """One cell as it is stored.

    Attributes:
        value: number (dates and times too: serial days), text, truth value, error, or None where nothing is saved.
        formula: the formula without its ``=``, or None. A formula with ``value`` None has no saved result.
        number_format: the format code that decides what is shown; ``General`` where none is set.
        runs: what of it is raised or struck out; None where nothing is.
    """

    row: int
    column: int
    value: CellValue
    formula: str | StoredFormula | None = None
    number_format: str = "General"
    locked: bool = True
    runs: Runs | None = None

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
