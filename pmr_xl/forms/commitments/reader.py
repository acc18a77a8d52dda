"""The sheet of commitments read back: what each row says, what stood there, and what is not understood."""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.forms.commitments.columns import (
    ABOUT_WHAT,
    ASKED,
    CODE,
    FIELDS,
    FILLED_BY,
    FORM,
    NEW_ROW,
    SHEET,
    STOOD,
    WHAT,
)
from pmr_xl.forms.headings import FoundHeadings, find
from pmr_xl.forms.variance_sheet.decisions.cells import cell_text, said_in
from pmr_xl.forms.variance_sheet.decisions.columns import as_day
from pmr_xl.forms.variance_sheet.summary import about_facts
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple

_TOP = 5  # rows above the headings


class CommitmentSheetRow(NamedTuple):
    """One row.

    Attributes:
        code: empty in a row for a new one, whose number is ``new``.
        now: its fields as they stand on the sheet, as text; ``stood``: as they were when it was made.
    """

    where: CellRef
    code: str
    new: str
    now: Mapping[str, str]
    stood: Mapping[str, str]


class CommitmentSheet(NamedTuple):
    """A sheet as it was handed in.

    Attributes:
        token: what tells it from others; ``filled_by``: who is named on it.
        strange: headings that are not known, a sentence each.
        not_understood: rows of which nothing is read, each with its cell and the remedy.
    """

    agency: str
    token: str
    filled_by: str
    rows: tuple[CommitmentSheetRow, ...]
    strange: tuple[str, ...]
    not_understood: tuple[str, ...]


def read(book: Book) -> CommitmentSheet:
    """What a sheet of commitments says. Raises Fault where the workbook is none."""
    facts, sheet = about_facts(book), book.sheet(SHEET)
    found = None if sheet is None else find(sheet, FIELDS)
    if facts.get("Form") != FORM or sheet is None or found is None or CODE not in found.columns:
        raise Fault(f"{book.name} is no sheet of commitments.", "Name the workbook that “pmr commitment sheet” wrote.")
    rows, wrong = [], []
    for at in sorted(row for row in sheet.cells.rows if row > found.row):
        try:
            if (one := _row(book, sheet, found, at)) is not None:
                rows.append(one)
        except Fault as fault:
            wrong.append(f"{fault.message} {fault.remedy}")
    return CommitmentSheet(
        facts.get("Agency", ""), facts.get("Sheet", ""), _filled_by(sheet), tuple(rows), found.remarks, tuple(wrong)
    )


def _filled_by(sheet: Sheet) -> str:
    """Who is named beside “Filled in by”, in whichever cell right of it."""
    for row in range(1, _TOP + 1):
        cells = [cell for _, cell in sorted(sheet.cells.rows.get(row, {}).items())]
        told = [cell_text(cell.value) for cell in cells if cell_text(cell.value)]
        if told[:1] == [FILLED_BY]:
            return " ".join(told[1:])
    return ""


def _row(book: Book, sheet: Sheet, found: FoundHeadings, at: int) -> CommitmentSheetRow | None:
    """A row as its author means it; None for one in which nothing stands."""

    def cell(heading: str) -> Cell | None:
        column = found.columns.get(heading)
        return None if column is None else sheet.at(at, column)

    def text(heading: str) -> str:
        there = cell(heading)
        return "" if there is None else cell_text(there.value)

    where = CellRef(sheet.name, at, found.columns[CODE])
    code, new = text(CODE), text(NEW_ROW)
    now = {}
    for one in ASKED:
        if one.heading in found.columns:
            place = CellRef(sheet.name, at, found.columns[one.heading])
            now[one.field] = _said(cell(one.heading), place, day=one.field == "due", date1904=book.date1904)
    stood = {one.field: text(heading) for one, heading in zip(ASKED, STOOD, strict=False)}
    if not code:
        now |= {"what": text(WHAT), "indicator": text(ABOUT_WHAT)}
        if not any(text for field, text in now.items() if field != "status"):
            return None
        if not new:
            raise Fault(f"{where}: the row says neither its code nor that it is new.", "Use the empty rows below.")
    return CommitmentSheetRow(where, code, new, now, stood)


def _said(cell: Cell | None, where: CellRef, *, day: bool, date1904: bool) -> str:
    """What a person typed; a day as 2026-09-30."""
    said = said_in(cell, where)
    if day and cell is not None and isinstance(cell.value, float) and not isinstance(cell.value, bool):
        try:
            return as_day(cell.value, date1904=date1904).isoformat()
        except (OverflowError, ValueError):
            raise Fault(f"{where}: “{said}” is no day.", "Type it as a date, such as 2026-09-30.") from None
    return said
