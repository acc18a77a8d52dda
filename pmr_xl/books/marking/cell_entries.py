"""Typing into a copy of a workbook: only these cells change, every other part is copied as its compressed bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pmr_xl.books.marking import guest_sheet
from pmr_xl.books.marking.cell_cut import CellPart
from pmr_xl.books.marking.marked_styles import Variant, add_looks
from pmr_xl.books.marking.marker import require_different
from pmr_xl.books.package import repack
from pmr_xl.books.package.draft import Draft
from pmr_xl.books.package.opening import DEFAULT, Limits, Package
from pmr_xl.books.package.outline import Unspliceable, held_together
from pmr_xl.books.reading.reader import book_of
from pmr_xl.books.reading.styles import read_styles
from pmr_xl.books.writing.writer import place as put_in_place
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.book.typed import NewCell
from pmr_xl.model.fault import Fault


def enter(source: Path, target: Path, cells: Sequence[NewCell], *, limits: Limits = DEFAULT) -> None:
    """Write a copy of ``source`` with ``cells`` typed into it; proven before it is put in its place.

    Raises:
        Unreadable: ``source`` is no workbook that can be opened.
        Fault: ``target`` is ``source``, has another ending, or cannot be written; a cell cannot be typed into safely.
    """
    require_different(source, target)
    package = Package.open(source, limits)
    put_in_place(with_cells(package, cells) if cells else package.data, target)


def with_cells(package: Package, cells: Sequence[NewCell]) -> bytes:
    """The package with ``cells`` typed into it, as a file's bytes. Raises Fault where that cannot be done safely."""
    try:
        with held_together():
            return _entered(package, cells)
    except Unspliceable as reason:
        raise Fault(
            f"{package.name} cannot be typed into without risk: {reason}.",
            "Open it in Excel, save it as .xlsx under another name, and use that; or type the figures by hand.",
        ) from None


def _entered(package: Package, cells: Sequence[NewCell]) -> bytes:
    draft, before = Draft(package), book_of(package)
    parts = {sheet: CellPart(draft, _part(package, sheet)) for sheet in {one.where.sheet for one in cells}}
    for one in cells:
        if reason := parts[one.where.sheet].unfit(one.where.address):
            raise Unspliceable(f"{one.where}: {reason}")
    known = read_styles(package)
    wanted: dict[CellRef, Variant] = {}
    for one in cells:
        style = parts[one.where.sheet].style_at(one.where.address)
        has = known[style].number_format if style < len(known) else ""
        if one.number_format is not None and has != one.number_format:
            wanted[one.where] = Variant(style, one.number_format)
    looks: Mapping[Variant, int] = add_looks(draft, (), (), wanted.values()).variants if wanted else {}
    for sheet, part in parts.items():
        own = [one for one in cells if one.where.sheet == sheet]
        edits = part.edits_for(
            {one.where.address: (one.value, looks[wanted[one.where]] if one.where in wanted else None) for one in own}
        )
        draft.cut(_part(package, sheet), edits)
    guest_sheet.recalculate(draft)
    changed, _ = draft.settle()
    data = repack.package_bytes(package, changed=changed)
    _prove(before, book_of(Package(package.name, data, package.limits)), cells)
    return data


def _part(package: Package, sheet: str) -> str:
    part = package.sheet_part(sheet)
    if part is None:
        raise Unspliceable(f"it has no sheet {sheet}")
    return part


def _prove(before: Book, after: Book, cells: Sequence[NewCell]) -> None:
    """Raise Unspliceable unless the copy reads as the original, but for the cells that were typed into."""
    new = {(one.where.sheet.casefold(), one.where.row, one.where.column): one.value for one in cells}
    for sheet in before.sheets:
        now = after.sheet(sheet.name)
        places = {} if now is None else dict(now.cells.items())
        for at in {*sheet.cells, *places}:
            was, there, name = sheet.cells.at(*at), places.get(at), (sheet.name.casefold(), *at)
            wanted = new.get(name, None if was is None else was.value)
            formula = None if name in new or was is None else was.formula
            if (None if there is None else there.value) != wanted or formula != (there and there.formula):
                raise Unspliceable(f"{sheet.name}, row {at[0]}, column {at[1]} would not read as it should")
