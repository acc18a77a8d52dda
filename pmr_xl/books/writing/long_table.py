"""A list of any length as a workbook: one heading row, a filter, numbers as numbers; written row by row as it comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from pmr_xl.atomic_write import beside
from pmr_xl.books.writing.writer import AUTHOR, CREATED
from pmr_xl.books.writing.writer_pages import cell_text
from pmr_xl.forms.paper import theme
from pmr_xl.model.fault import Fault

LongCell: TypeAlias = str | int | float | Decimal | bool | None
_MOST_ROWS = 1_048_575  # of a sheet, below its headings


def write_long(path: Path, name: str, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[LongCell]]) -> int:
    """Write a list, whole or not at all; what a sheet cannot hold goes on in another one.

    Args:
        name: of the sheet.
        columns: heading and width in characters.

    Returns:
        How many rows were written.

    Raises:
        Fault: the file cannot be written.
    """
    from xlsxwriter import Workbook  # heavy, and only needed to write
    from xlsxwriter.exceptions import FileCreateError

    aside, count = beside(path), 0
    try:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = Workbook(str(aside), options)
        book.set_properties({"title": name, "author": AUTHOR, "company": AUTHOR, "created": CREATED})
        sheet = _Sheet(book, name, columns)
        for cells in rows:
            if count and count % _MOST_ROWS == 0:
                sheet.end()
                sheet = _Sheet(book, f"{name} {count // _MOST_ROWS + 1}", columns)
            sheet.put(cells)
            count += 1
        sheet.end()
        book.close()
        aside.replace(path)
    except (OSError, FileCreateError) as refused:  # the library's own holds the system's
        reason = refused if isinstance(refused, OSError) else refused.args[0]
        told = f"{path} cannot be written: {reason.strerror}."
        raise Fault(told, "Close it where it is open, make room, or name another folder.") from None
    finally:
        aside.unlink(missing_ok=True)
    return count


class _Sheet:
    """One sheet of the list, the next row to be written after the last."""

    def __init__(self, book: Any, name: str, columns: Sequence[tuple[str, float]]) -> None:
        self._sheet, self._columns, self._rows = book.add_worksheet(name), len(columns), 0
        heading_look = book.add_format({"bold": True, "font_color": theme.WHITE, "bg_color": theme.NAVY})
        for column, (heading, width) in enumerate(columns):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, heading, heading_look)
        self._sheet.freeze_panes(1, 0)

    def put(self, cells: Sequence[LongCell]) -> None:
        self._rows += 1
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    self._sheet.write_string(self._rows, column, cell_text(cell))
            elif isinstance(cell, bool):
                self._sheet.write_boolean(self._rows, column, cell)
            elif cell is not None:
                self._sheet.write_number(self._rows, column, float(cell))

    def end(self) -> None:
        self._sheet.autofilter(0, 0, self._rows, self._columns - 1)
