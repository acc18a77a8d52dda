"""What a formula calls."""

from __future__ import annotations

import re

from pmr_xl.model.book.sheet import Book
from pmr_xl.model.entry import Entered

_TEXT = r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\''
_CALLED = r"([A-Za-z_][\w.]*)\s*\("
# Excel works these out anew each time the workbook is opened or changed.
_MOVING = {"TODAY", "NOW", "RAND", "RANDBETWEEN", "RANDARRAY", "OFFSET", "INDIRECT", "CELL", "INFO"}

AS_VALUES = "Copy all of {block}, which one formula fills, and paste them as values in the same place"


def block_of(entered: Entered, book: Book) -> str:
    """The area that one formula fills together with a cell (``J9:J11``); empty where the formula is the cell's own.

    No cell of such an area can be changed alone.
    """
    sheet = book.sheet(entered.where.sheet)
    area = None if sheet is None else sheet.array_at(entered.where.row, entered.where.column)
    return "" if area is None else str(area)


def called_functions(formula: str) -> list[str]:
    """The functions that a formula calls, in capitals and without the prefixes of the file format, in its order."""
    found = re.findall(_CALLED, re.sub(_TEXT, '""', formula))
    return [name.upper().removeprefix("_XLFN.").removeprefix("_XLWS.").removeprefix("_XLUDF.") for name in found]


def volatile_function(formula: str) -> str:
    """The first function in a formula whose result moves by itself; empty where none does."""
    return next((name for name in called_functions(formula) if name in _MOVING), "")
