"""Finding the form's sheets, headings and rows again, after people have moved, renamed and inserted things."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field

from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet, SheetKind
from pmr_xl.model.entry import Column
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.quick.value_class import value_class

_INVISIBLE = pattern("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DEEPEST_HEADING = 60  # rows searched; people put a few lines above a table, not pages
_ENOUGH = 3  # headings that make a heading row


def plain(text: str) -> str:
    """A text for comparison: without case, invisible characters and surplus blanks."""
    if text.isascii():  # nearly every text is, and holds nothing of that kind
        return " ".join(text.split()).casefold()
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split()).casefold()


def text_in(cell: Cell | None) -> str:
    """The text in a cell, stripped of blanks and invisible characters; numbers as Excel's General shows them."""
    if cell is None or cell.value is None or isinstance(cell.value, bool):
        return ""
    value = cell.value
    if isinstance(value, float):
        return format(value, ".15g")
    if not isinstance(value, str):
        return str(value)
    return (value if value.isascii() else _INVISIBLE.sub("", value)).strip()


def sheet_named(book: Book, name: str) -> Sheet | None:
    """The worksheet of that name; failing that, one whose name differs by blanks, case or invisible characters."""
    exact = book.sheet(name)
    if exact is not None and exact.kind is SheetKind.WORKSHEET:
        return exact
    wanted = plain(name)
    return next((s for s in book.sheets if plain(s.name) == wanted and s.kind is SheetKind.WORKSHEET), None)


@value_class
class Headings:
    """A heading row as found: the row, key → column, and what else stands in it."""

    row: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    strange: tuple[tuple[CellRef, str], ...] = ()


def headings_of(sheet: Sheet, columns: Iterable[Column]) -> Headings:
    """The heading row of a sheet: of its first rows the one with the most of these headings, at least three."""
    wanted = {plain(column.heading): column.key for column in columns}
    rows: dict[int, list[Cell]] = {}
    known: dict[int, int] = {}
    for row in sorted(row for row in sheet.cells.rows if row <= _DEEPEST_HEADING):
        cells = [cell for cell in sheet.cells.rows[row].values() if isinstance(cell.value, str)]
        if cells:
            rows[row], known[row] = cells, len({plain(text_in(cell)) for cell in cells} & wanted.keys())
            if known[row] == len(wanted):
                break  # no row below has more of them; in most forms none is left to be read
    best = max(known, key=lambda row: (known[row], -row), default=0)
    if not best or known[best] < min(_ENOUGH, len(wanted)):
        return Headings()
    found: dict[str, int] = {}
    strange: list[tuple[CellRef, str]] = []
    for cell in sorted(rows[best], key=lambda cell: cell.column):
        key = wanted.get(plain(text_in(cell)))
        if key is not None and key not in found:
            found[key] = cell.column
        elif str(cell.value).strip():
            strange.append((CellRef(sheet.name, cell.row, cell.column), str(cell.value)))
    return Headings(best, found, tuple(strange))


def sheet_with(book: Book, name: str, columns: tuple[Column, ...]) -> tuple[Sheet | None, Headings]:
    """The sheet of that name, or, where it was renamed, the one with half or more of its headings."""
    sheet = sheet_named(book, name)
    if sheet is not None:
        return sheet, headings_of(sheet, columns)
    looked_at = [(s, headings_of(s, columns)) for s in book.sheets if s.kind is SheetKind.WORKSHEET]
    likely = [(s, h) for s, h in looked_at if len(h.columns) * 2 >= len(columns)]
    return max(likely, key=lambda pair: len(pair[1].columns), default=(None, Headings()))


def sheet_labelled(book: Book, name: str, labels: Iterable[str], least: int) -> Sheet | None:
    """The sheet of that name, or, where it was renamed, one with at least ``least`` of these labels in one column."""
    sheet = sheet_named(book, name)
    if sheet is not None:
        return sheet
    wanted = {plain(label) for label in labels}
    for other in book.sheets:
        columns: dict[int, set[str]] = {}
        for (row, column), cell in other.cells.items():
            if row <= _DEEPEST_HEADING and isinstance(cell.value, str) and (said := plain(cell.value)) in wanted:
                columns.setdefault(column, set()).add(said)
        if max(map(len, columns.values()), default=0) >= least:
            return other
    return None


def column_of_ids(sheet: Sheet, below: int, ids: Iterable[str]) -> int:
    """The column with the most known ids, for a form that has lost its first heading; 0 where there is none."""
    known = {plain(name) for name in ids}
    tally: dict[int, int] = {}
    for (row, column), cell in sheet.cells.items():
        if row > below and isinstance(cell.value, str) and plain(cell.value) in known:
            tally[column] = tally.get(column, 0) + 1
    return max(tally, key=lambda column: (tally[column], -column), default=0)
