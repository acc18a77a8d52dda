"""The stamp: what a form says it is."""

from __future__ import annotations

from pmr_xl.forms.submission_form.plan import ABOUT, FURTHER_LABELS, PART_LABELS, STAMP_LABELS
from pmr_xl.forms.submission_form.search import plain, sheet_labelled, sheet_named, text_in
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef, from_a1
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.submission import Stamp

_FIELDS = {plain(label): field for field, label in (STAMP_LABELS | PART_LABELS | FURTHER_LABELS).items()}


def about_in(book: Book) -> Sheet | None:
    """The sheet that says what the form is: by its name, or by half of its labels."""
    return sheet_labelled(book, ABOUT, STAMP_LABELS.values(), len(STAMP_LABELS) // 2)


def stamp_of(book: Book) -> Stamp:
    """Read the stamp: by the labels on About; where a label is gone, by the defined name. Never fails."""
    found: dict[str, str] = {}
    where: dict[str, CellRef] = {}
    about = about_in(book)
    if about is not None:
        for cell in sorted(about.cells.values(), key=lambda cell: (cell.row, cell.column)):
            field = _FIELDS.get(plain(text_in(cell)))
            beside = about.at(cell.row, cell.column + 1)
            if field is not None and field not in found and text_in(beside):
                found[field], where[field] = text_in(beside), CellRef(about.name, cell.row, cell.column + 1)
    for field in STAMP_LABELS:
        if field not in found and (named := cell_named(book, f"pmr_{field}")):
            found[field], where[field] = text_in(named[1]), named[0]
    return Stamp(**found, where=where)


def cell_named(book: Book, name: str) -> tuple[CellRef, Cell | None] | None:
    """The one cell a defined name stands for; None where there is no such name, or it is no single cell."""
    reference = book.names.get(name, "").lstrip("=")
    on, _, address = reference.rpartition("!")
    sheet = sheet_named(book, on.strip("'").replace("''", "'")) if on else None
    if sheet is None:
        return None
    try:
        row, column = from_a1(address)
    except ValueError:
        return None
    return CellRef(sheet.name, row, column), sheet.at(row, column)
