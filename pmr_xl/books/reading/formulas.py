"""The text of a shared formula's followers: the first cell's formula, moved.

Relative references move with the cell, fixed ones (``$``) stay; what leaves the sheet becomes ``#REF!``.
Texts, sheet names, structured references (``Table[Column]``), functions and names are left alone.
"""

from __future__ import annotations

import re

from pmr_xl.model.book.cell import StoredFormula
from pmr_xl.model.book.places import MAX_COLUMNS, MAX_ROWS, column_letters, column_number
from pmr_xl.model.quick.pattern import pattern

_TOKEN = pattern(
    r"""
      "(?:[^"]|"")*"                                             # a text
    | '(?:[^']|'')*'                                             # a quoted sheet name
    | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]                  # a structured reference, another workbook
    | (?<![\w.$])(\$?)([1-9][0-9]{0,6}):(\$?)([1-9][0-9]{0,6})(?![\w.(!\[])        # rows
    | (?<![\w.$])(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w.(!\[$])     # columns
    | (?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})(?![\w.(!\[])        # a cell
    | [\w.\\?$]+                                                 # a name, a function, a number
    """,
    re.VERBOSE | re.DOTALL,
)
_LOST = "#REF!"


class Following(StoredFormula):
    """The formula of a cell that shares another's, moved when somebody looks: of thousands hardly one is looked at."""

    __slots__ = ("_columns", "_rows")

    def __init__(self, first: bytes, rows: int, columns: int) -> None:
        """The formula ``first`` (UTF-8, nothing escaped) as it reads so much further down and right."""
        super().__init__(first)
        self._rows, self._columns = rows, columns

    def __str__(self) -> str:
        return translate(self._stored.decode(), self._rows, self._columns)


def translate(formula: str, rows: int, columns: int) -> str:
    """``formula`` as it reads ``rows`` further down and ``columns`` further right."""
    if not rows and not columns:
        return formula

    def moved(found: re.Match[str]) -> str:
        if found[2]:
            first, last = _row(found[1], found[2], rows), _row(found[3], found[4], rows)
        elif found[6]:
            first, last = _column(found[5], found[6], columns), _column(found[7], found[8], columns)
        elif found[10]:
            column, row = _column(found[9], found[10], columns), _row(found[11], found[12], rows)
            return _LOST if _LOST in (column, row) else column + row
        else:
            return found[0]
        return _LOST if _LOST in (first, last) else f"{first}:{last}"

    return _TOKEN.sub(moved, formula)


def _row(fixed: str, digits: str, by: int) -> str:
    row = int(digits)
    if fixed or row > MAX_ROWS:
        return fixed + digits
    return str(row + by) if 1 <= row + by <= MAX_ROWS else _LOST


def _column(fixed: str, letters: str, by: int) -> str:
    column = column_number(letters)
    if fixed or column > MAX_COLUMNS:
        return fixed + letters
    return column_letters(column + by) if 1 <= column + by <= MAX_COLUMNS else _LOST
