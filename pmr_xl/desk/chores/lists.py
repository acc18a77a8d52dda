"""A list that somebody brings, read: its sheet and headings are found or named, each cell is kept as it is stored."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.forms.submission_form.listed.list_table import ID_HEADINGS, NAME_HEADINGS, ListRow, ListTable
from pmr_xl.model.book.cell import Cell

if TYPE_CHECKING:
    from pmr_xl.imports.grid.workbook import Sheets
    from pmr_xl.model.book.sheet import Sheet


def read_list(path: Path, sheet: str = "", headings_in: int = 0, also: tuple[str, ...] = ()) -> ListTable:
    """Read a list brought as a workbook or as CSV.

    Args:
        sheet: of a workbook that has several that could be meant.
        headings_in: the row of the headings; 0 where it is to be found.
        also: headings that somebody has named; a row with one of them is the row of headings too.

    Raises:
        Fault: it cannot be read, holds nothing, or no row of headings is found.
    """
    from pmr_xl.desk.imported.guarded import bounded_list
    from pmr_xl.imports.grid import read_grid

    bounded_list(path)
    marks = {spelled for one in (*ID_HEADINGS, *NAME_HEADINGS, *also) for spelled in _spellings(one)}
    grid = read_grid(path, marks, sheet, headings_in, None if find_spec("openpyxl") else _own_sheets)
    stored = _stored(path, grid.sheet)
    rows = tuple(
        ListRow(number, tuple(_cell(stored, number, at, text) for at, text in zip(grid.columns, cells, strict=True)))
        for number, cells in grid.rows
    )
    return ListTable(grid.place, grid.headings, rows)


def _spellings(heading: str) -> set[str]:
    return {heading, heading.capitalize(), heading.title(), heading.upper(), heading.replace(" ", "_")}


def _own_sheets(path: Path) -> Sheets:
    """The workbook by our own reader: a browser's page has no openpyxl."""
    from pmr_xl.books.reading.table_sheets import OwnSheets

    return OwnSheets(path)


def _stored(path: Path, sheet: str) -> Sheet | None:
    """The workbook's sheet as it is stored; None for CSV, where a cell is its text."""
    if not sheet:
        return None
    from pmr_xl.books.reading.reader import read_book

    return read_book(path, wanted=lambda name: name == sheet).sheet(sheet)


def _cell(stored: Sheet | None, row: int, column: int, text: str) -> Cell | None:
    if stored is not None:
        return stored.at(row, column)
    return Cell(row, column, text, locked=False) if text else None
