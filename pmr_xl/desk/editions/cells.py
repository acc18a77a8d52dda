"""Workbooks of two makings beside each other: which cells differ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.editions.differences import CellDiffers, FileDiffers, NotCompared, Otherwise
from pmr_xl.forms.report_tables.provenance_page import NAME
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import Fault, Unreadable


def differing_cells(old: Path, new: Path) -> Iterator[FileDiffers]:
    """Every printed cell of the workbooks in two folders that says something else; files that are not in both.

    Where figures come from is not what is printed: a later version states all of them anew.
    """
    names = dict.fromkeys([path.name for folder in (old, new) for path in sorted(folder.glob("*.xlsx"))])
    for name in names:
        if not (old / name).is_file() or not (new / name).is_file():
            yield FileDiffers(name, Otherwise.ADDED if (new / name).is_file() else Otherwise.GONE)
            continue
        if (old / name).read_bytes() != (new / name).read_bytes():
            found = cells_between(old / name, new / name)
            yield from (
                FileDiffers(name, one) for one in found if not (isinstance(one, CellDiffers) and one.sheet == NAME)
            )


def cells_between(old: Path, new: Path) -> Iterator[CellDiffers | NotCompared]:
    """The cells of one workbook that say something else in another."""
    try:
        before, after = read_book(old), read_book(new)
    except (Unreadable, Fault) as wrong:
        yield NotCompared(wrong.message)
        return
    for sheet in dict.fromkeys([one.name for book in (before, after) for one in book.sheets]):
        then, now = _cells(before, sheet), _cells(after, sheet)
        for at in sorted({*then, *now}):
            if then.get(at) != now.get(at):
                yield CellDiffers(sheet, _address(at), _said(then.get(at)), _said(now.get(at)))


def _cells(book: Book, name: str) -> dict[tuple[int, int], object]:
    sheet = book.sheet(name)
    cells = {} if sheet is None else dict(sheet.cells.items())
    return {at: _held(cell) for at, cell in cells.items() if cell.value not in (None, "")}


def _held(cell: Cell) -> object:
    return cell.value


def _said(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _address(at: tuple[int, int]) -> str:
    from pmr_xl.model.book.places import a1

    return a1(*at)
