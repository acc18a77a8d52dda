"""Independent opinions on what is in a workbook: openpyxl's and calamine's, cell by cell.

Each way in which they differ from us is settled here once, with its reason; any other difference fails the test.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import python_calamine
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, to_excel
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from pmr_xl.books.reading.values import unescape
from pmr_xl.model.book.cell import Cell, CellError
from pmr_xl.model.book.sheet import Book, Sheet, SheetKind

_DATES = (dt.datetime, dt.date, dt.time, dt.timedelta)
_CLOSE = 1e-8  # dates come through openpyxl and calamine rounded to microseconds


class Difference(NamedTuple):
    """One cell on which two readers differ in ``what``: value, formula, format or lock."""

    what: str
    sheet: str
    place: tuple[int, int]
    cell: Cell | None
    theirs: Any


def _is_date_format(cell: Cell | None) -> bool:
    return cell is not None and openpyxl.styles.numbers.is_date_format(cell.number_format)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _only_escapes(one: Difference) -> bool:
    """Equal but for escapes, of which openpyxl only drops every ``x005F_``."""
    if one.what != "value" or one.cell is None or not (_is_text(one.cell.value) and _is_text(one.theirs)):
        return False
    return one.cell.value == unescape(one.theirs) or str(one.cell.value).replace("x005F_", "") == one.theirs


OPENPYXL: list[tuple[str, Callable[[Difference], bool]]] = [
    (
        "an empty text, typed or the result of a formula, is a text to us and nothing to openpyxl",
        lambda one: one.what == "value" and one.cell is not None and one.cell.value == "" and one.theirs is None,
    ),
    ("openpyxl leaves escaped characters (_x000D_) as they are, and drops every x005F_", _only_escapes),
    ("openpyxl gives the formula of an area to its first cell alone", lambda one: one.what == "array"),
    ("openpyxl clears the cells under a merge, which Excel keeps and formulas read", lambda one: one.what == "merged"),
    (
        "openpyxl makes #VALUE! of a number that its date format cannot show",
        lambda one: one.what == "value" and one.theirs == "#VALUE!" and _is_date_format(one.cell),
    ),
]

CALAMINE: list[tuple[str, Callable[[Difference], bool]]] = [
    (
        "calamine gives an empty text for an error value",
        lambda one: one.cell is not None and isinstance(one.cell.value, CellError) and one.theirs is None,
    ),
    (
        "calamine tells no empty text from nothing",
        lambda one: one.cell is not None and one.cell.value == "" and one.theirs is None,
    ),
    (
        "calamine wraps a negative number with a date format round to a positive one",
        lambda one: _is_date_format(one.cell) and isinstance(one.cell.value, float) and one.cell.value < 0,
    ),
]


def settle(
    differences: Iterator[Difference], reasons: list[tuple[str, Callable[[Difference], bool]]], counts: Counter[str]
) -> list[Difference]:
    """Count differences that have a reason; give back those that have none."""
    open_ones = []
    for one in differences:
        reason = next((reason for reason, holds in reasons if holds(one)), None)
        if reason is None:
            open_ones.append(one)
        else:
            counts[reason] += 1
    return open_ones


def openpyxl_differs(path: Path, book: Book, counts: Counter[str]) -> Iterator[Difference]:
    """Where openpyxl's loads (formulas, and values where there are any) see a cell otherwise."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        formulas = values = openpyxl.load_workbook(path)
        if any(cell.data_type == "f" for page in formulas.worksheets for cell in page._cells.values()):
            values = openpyxl.load_workbook(path, data_only=True)
    for sheet in _worksheets(book):
        theirs, results = formulas[sheet.name], values[sheet.name]
        filled = {place for page in (theirs, results) for place, cell in page._cells.items() if cell.value is not None}
        for place in sorted(filled | sheet.cells.keys()):
            counts["cells"] += 1
            cell, other, result = sheet.cells.get(place), theirs._cells.get(place), results._cells.get(place)
            if isinstance(other, MergedCell):
                yield Difference("merged", sheet.name, place, cell, None)
                continue
            formula = _formula(other)
            if formula is None and cell is not None and sheet.array_at(*place) is not None:
                yield Difference("array", sheet.name, place, cell, None)
                formula = cell.formula
            if formula != (cell.formula if cell else None):
                yield Difference("formula", sheet.name, place, cell, formula)
            value = None if result is None else _plain(result.value, book)
            if not _same(cell.value if cell else None, value):
                yield Difference("value", sheet.name, place, cell, value)
            if cell and other is not None and cell.number_format != other.number_format:
                yield Difference("format", sheet.name, place, cell, other.number_format)
            if cell and other is not None and cell.locked != bool(other.protection.locked):
                yield Difference("lock", sheet.name, place, cell, other.protection.locked)
        yield from _facts(sheet, theirs)


def _facts(sheet: Sheet, theirs: Any) -> Iterator[Difference]:
    """Sheet-wide facts that openpyxl reads too."""
    merges = sorted(str(merge) for merge in sheet.merges)
    if merges != sorted(str(merge) for merge in theirs.merged_cells.ranges):
        yield Difference("merges", sheet.name, (0, 0), None, theirs.merged_cells)
    if sheet.visibility.value != theirs.sheet_state:
        yield Difference("visibility", sheet.name, (0, 0), None, theirs.sheet_state)
    if sheet.protected != bool(theirs.protection.sheet):
        yield Difference("protection", sheet.name, (0, 0), None, theirs.protection.sheet)
    if {table.name for table in sheet.tables} != {table.displayName for table in theirs.tables.values()}:
        yield Difference("tables", sheet.name, (0, 0), None, list(theirs.tables))
    filled = {row for row, _ in sheet.cells}
    hidden = {row for row, size in theirs.row_dimensions.items() if size.hidden and row in filled}
    if not hidden <= sheet.hidden_rows:
        yield Difference("hidden rows", sheet.name, (0, 0), None, hidden)


def calamine_differs(path: Path, book: Book, counts: Counter[str]) -> Iterator[Difference]:
    """Where calamine sees a value otherwise (it has no formats, and formulas only without their sharing)."""
    try:
        theirs = python_calamine.CalamineWorkbook.from_path(str(path))
    except python_calamine.CalamineError:
        if not book.unheld:
            raise
        counts["calamine opens no workbook that lists a sheet it does not hold; Excel does"] += 1
        return
    for sheet in _worksheets(book):
        rows = theirs.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        seen = {
            (row, column): value
            for row, line in enumerate(rows, start=1)
            for column, value in enumerate(line, start=1)
            if value != ""
        }
        for place in sorted(seen.keys() | sheet.cells.keys()):
            counts["cells"] += 1
            cell, value = sheet.cells.get(place), _plain(seen.get(place), book)
            if not _same(cell.value if cell else None, value):
                yield Difference("value", sheet.name, place, cell, value)


def _worksheets(book: Book) -> list[Sheet]:
    return [sheet for sheet in book.sheets if sheet.kind is SheetKind.WORKSHEET]


def _formula(cell: Any) -> str | None:
    """The formula that openpyxl found, as we write it."""
    if cell is None or cell.data_type != "f":
        return None
    if isinstance(cell.value, DataTableFormula):
        return f"TABLE({cell.value.r1 or ''},{cell.value.r2 or ''})"
    text = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
    return (text or "").removeprefix("=") or None


def _plain(value: Any, book: Book) -> Any:
    """Dates as the serial days that are in the file."""
    return to_excel(value, MAC_EPOCH if book.date1904 else WINDOWS_EPOCH) if isinstance(value, _DATES) else value


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, CellError):
        return bool(str(ours) == theirs)
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if isinstance(ours, float) and isinstance(theirs, (int, float)):
        return ours == theirs or abs(ours - theirs) <= _CLOSE * max(1.0, abs(ours))
    return bool(ours == theirs)
