"""Places on a sheet: addresses, ranges. Rows and columns are counted from 1, as Excel shows them."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache

from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

_A1 = pattern(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
_LETTERS = 26


@lru_cache(maxsize=256)
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


class CellRef(NamedTuple):
    """A cell of a named sheet."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """``J7``."""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{column_letters(self.column)}{self.row}"


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

    @property
    def absolute(self) -> str:
        """``$B$2:$D$9``: both corners, also where they are one cell."""
        return f"${column_letters(self.left)}${self.top}:${column_letters(self.right)}${self.bottom}"

    def __contains__(self, place: object) -> bool:
        if not (isinstance(place, tuple) and len(place) == 2):  # noqa: PLR2004 - row and column
            return False
        row, column = place
        return bool(self.top <= row <= self.bottom and self.left <= column <= self.right)

    def __str__(self) -> str:
        first, last = a1(self.top, self.left), a1(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


def ranges(text: str) -> tuple[Range, ...]:
    """The areas of a list like ``B2:D9 F1``; what is none is left out."""
    found = []
    for area in text.split():
        with suppress(ValueError):
            found.append(Range.parse(area))
    return tuple(found)
