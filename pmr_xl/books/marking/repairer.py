"""Suggested fixes in a copy: only the cells that findings offer to correct, each in a ledger, all reversible.

A repair is made only where the cell still holds exactly what the finding saw. Formulas are never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from pmr_xl.books.marking import guest_sheet, mark_ledger, proof
from pmr_xl.books.marking.cell_cut import CellPart
from pmr_xl.books.marking.mark_ledger import REPAIRS
from pmr_xl.books.marking.marked_styles import Numbers, Variant, add_looks
from pmr_xl.books.marking.marker import require_different
from pmr_xl.books.marking.pages import page_xml
from pmr_xl.books.marking.unmarker import without_marks
from pmr_xl.books.package import repack as carry
from pmr_xl.books.package.draft import Draft
from pmr_xl.books.package.opening import DEFAULT, Limits, Package
from pmr_xl.books.package.outline import Unspliceable, held_together
from pmr_xl.books.reading.reader import book_of
from pmr_xl.books.writing.writer import place as put_in_place
from pmr_xl.forms.review_copy import repairs_sheet
from pmr_xl.forms.review_copy.findings_sheet import in_sheet_order
from pmr_xl.forms.review_copy.repairs_sheet import Repaired
from pmr_xl.model.book.cell import Cell, CellError
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, SheetKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import Finding
from pmr_xl.model.quick.value_class import value_class


@value_class
class RepairReport:
    """What was repaired. ``refused`` names each cell that was left alone, with the reason.

    ``target`` is None where nothing could be repaired: then no file is written.
    """

    target: Path | None
    done: tuple[Repaired, ...] = ()
    refused: tuple[tuple[CellRef, str], ...] = ()
    sheet: str = ""


def preview(findings: Iterable[Finding]) -> list[Repaired]:
    """Every repair that the findings offer, cell by cell; a finding on a range offers one for each of its cells."""
    offered = []
    for finding in in_sheet_order(findings):
        repair = finding.repair
        if repair is not None and repair.formats:
            offered += [
                Repaired(cell, finding, f"{value:.15g}", value, f"{repair.why}: {code}")
                for cell, value, code in repair.formats
            ]
        elif repair is not None and finding.where.row:
            offered += [Repaired(cell, finding, repair.old, repair.new, repair.why) for cell in finding.cells()]
    return offered


def apply(
    source: Path, target: Path, findings: Sequence[Finding], *, when: str = "", limits: Limits = DEFAULT
) -> RepairReport:
    """Write a copy of ``source`` with the offered repairs made and the ledger sheet “PMR repairs” behind the others.

    Marks of ours are taken off first. ``when`` is the day for the ledger, today where it is empty.

    Raises:
        Unreadable: ``source`` is no workbook that can be opened.
        Fault: ``target`` is ``source``, has another ending, or cannot be written; ``source`` cannot be changed safely.
    """
    require_different(source, target)
    original = Package.open(source, limits)
    try:
        with held_together():
            data, report = _repaired(original, target, findings, when)
    except Unspliceable as reason:
        raise Fault(
            f"{source.name} cannot be repaired without risk: {reason}.",
            "Correct the cells by hand; the findings sheet says how.",
        ) from None
    if report.target is not None:
        put_in_place(data, target)
    return report


def undo(source: Path, target: Path, *, limits: Limits = DEFAULT) -> None:
    """Write ``source`` as it was before the latest repairs, every part byte for byte.

    Raises:
        Unreadable: ``source`` is no workbook that can be opened.
        Fault: there are no repairs of ours, or somebody saved the copy since.
    """
    require_different(source, target)
    original = Package.open(source, limits)
    try:
        with held_together():
            data = _restored(original)
    except Unspliceable as reason:
        raise Fault(
            f"The repairs in {source.name} cannot be taken back: {reason}.",
            "Go back to the original file, or type the old values of the sheet “PMR repairs” by hand.",
        ) from None
    put_in_place(data, target)


def _repaired(package: Package, target: Path, findings: Sequence[Finding], when: str) -> tuple[bytes, RepairReport]:
    """The repaired copy as bytes, proven; the package's own bytes where nothing can be repaired."""
    package, _ = without_marks(package)
    book = book_of(package)
    done, refused = _sorted(book, preview(findings))
    draft = Draft(package)
    cells = _Cells(draft)
    hindered = {repair.where: cells.of(repair).hindrance(repair.where.address) for repair in done}
    refused += tuple((where, why) for where, why in hindered.items() if why)
    done = tuple(repair for repair in done if not hindered[repair.where])
    if not done:
        return package.data, RepairReport(None, refused=refused)
    page = repairs_sheet.lay(done, file=package.name, when=when or f"{datetime.now().astimezone():%Y-%m-%d}")
    page = guest_sheet.rename_page(page, guest_sheet.free_name(draft, page.name))
    numbers = add_looks(draft, page_xml.looks(page), page_xml.differences(page), _variants(cells, done))
    _exchange(draft, cells, done, numbers)
    guest_sheet.add_pages(draft, [page], numbers, opens=False)
    guest_sheet.recalculate(draft)
    data = proof.finish_copy(draft, REPAIRS, page.name)
    _prove(book, book_of(Package(package.name, data, package.limits)), done)
    return data, RepairReport(target, done, refused, page.name)


def _restored(package: Package) -> bytes:
    package, _ = without_marks(package)
    found = mark_ledger.find(package, REPAIRS)
    if found is None:
        raise Fault(f"{package.name} has no repairs of ours.", "Name the copy that the sheet “PMR repairs” is in.")
    if not found[1].as_left(package):
        raise Unspliceable("somebody saved it since")
    return carry.package_bytes(package, changed=found[1].originals(package), dropped=found[1].added)


def _sorted(book: Book, offered: list[Repaired]) -> tuple[tuple[Repaired, ...], tuple[tuple[CellRef, str], ...]]:
    """Which repairs hold for the cells as they are, and which do not, with the reason."""
    done: dict[CellRef, Repaired] = {}
    refused: list[tuple[CellRef, str]] = []
    for repair in offered:
        sheet = book.sheet(repair.where.sheet)
        cell = sheet.at(repair.where.row, repair.where.column) if sheet else None
        if repair.where in done:
            refused.append((repair.where, f"{done[repair.where].finding.rule} corrects this cell already"))
        elif sheet is None or sheet.kind is not SheetKind.WORKSHEET or cell is None:
            refused.append((repair.where, "nothing stands there"))
        elif cell.formula is not None:
            refused.append((repair.where, "a formula stands there"))
        elif cell.runs is not None:
            refused.append((repair.where, "a part of it is raised or struck out"))
        elif _stored(cell) != repair.old:
            refused.append((repair.where, "it holds another value than the finding saw"))
        else:
            done[repair.where] = repair
    return tuple(done.values()), tuple(refused)


def _stored(cell: Cell) -> str:
    """A cell's value as a finding quotes it."""
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None or isinstance(value, CellError) else value


class _Cells:
    """The cells of each sheet that has repairs."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._parts: dict[str, CellPart] = {}

    def of(self, repair: Repaired) -> CellPart:
        part = self._draft.package.sheet_part(repair.where.sheet) or ""
        if part not in self._parts:
            self._parts[part] = CellPart(self._draft, part)
        return self._parts[part]


def _variants(cells: _Cells, repairs: tuple[Repaired, ...]) -> list[Variant]:
    wanted = _formats(repairs)
    return [
        Variant(cells.of(repair).style(repair.where.address), code)
        for repair, code in zip(repairs, wanted, strict=True)
        if code
    ]


def _formats(repairs: tuple[Repaired, ...]) -> list[str | None]:
    """The number format that each repair sets; None where it sets none."""
    alone = {
        cell: code
        for finding in {id(one.finding): one.finding for one in repairs}.values()
        if finding.repair is not None
        for cell, _, code in finding.repair.formats
    }
    return [
        alone.get(one.where) or (one.finding.repair.number_format if one.finding.repair is not None else None)
        for one in repairs
    ]


def _exchange(draft: Draft, cells: _Cells, repairs: tuple[Repaired, ...], numbers: Numbers) -> None:
    for repair, wanted in zip(repairs, _formats(repairs), strict=True):
        part, address = cells.of(repair), repair.where.address
        style = numbers.variants[Variant(part.style(address), wanted)] if wanted else None
        draft.cut(draft.package.sheet_part(repair.where.sheet) or "", [part.exchange(address, repair.new, style)])


def _prove(before: Book, after: Book, repairs: tuple[Repaired, ...]) -> None:
    """Raise Unspliceable unless the copy reads as the original, but for the repaired cells with their new values."""
    changed = {(r.where.sheet.casefold(), r.where.row, r.where.column): r.new for r in repairs}
    for sheet in before.sheets:
        now = after.sheet(sheet.name)
        if now is None or now.cells.keys() != sheet.cells.keys():
            raise Unspliceable(f"the sheet {sheet.name} would not read the same")
        for place, cell in sheet.cells.items():
            wanted = changed.get((sheet.name.casefold(), *place), cell.value)
            if now.cells[place].value != wanted or now.cells[place].formula != cell.formula:
                raise Unspliceable(f"{sheet.name}!{cell.address} would not read as it should")
