"""The worksheet of a sample read back: what each row says, and what is not understood."""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.forms.headings import FoundHeadings, find
from pmr_xl.forms.reliability.columns import (
    ACTION,
    CODE,
    COMPENSATION,
    DUE,
    FIELDS,
    FORM,
    ID,
    LIMITS,
    LOOKED,
    LOOKED_BY,
    RECOMPUTED,
    SHEET,
    STOOD,
    VERDICT,
)
from pmr_xl.forms.variance_sheet.decisions.cells import cell_text, said_in
from pmr_xl.forms.variance_sheet.decisions.columns import as_day
from pmr_xl.forms.variance_sheet.summary import about_facts
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.fault import Fault
from pmr_xl.model.measure import Measure, MeasureError
from pmr_xl.model.quick.named import NamedTuple

_TOP = 5  # rows above the headings


class RecomputedFigure(NamedTuple):
    """One row.

    Attributes:
        period: its code, ``FY26`` or ``FY26-M05``.
        reported: as the sheet was made; ``recomputed``: as it was typed, both as the report prints them.
        verdict: the class that was chosen; empty for none. ``due``: a day as 2027-03-31.
    """

    where: CellRef
    indicator: str
    period: str
    reported: str
    recomputed: str
    looked: str
    verdict: str
    limits: str
    compensation: str
    action: str
    due: str

    @property
    def filled(self) -> bool:
        """Whether anything was typed in it."""
        return any(self[5:]) or bool(self.recomputed)


class SampleSheet(NamedTuple):
    """A worksheet as it was handed in.

    Attributes:
        not_understood: rows of which nothing is read, each with its cell and the remedy; ``strange``: headings.
    """

    sample: str
    year: str
    looked_by: str
    rows: tuple[RecomputedFigure, ...]
    not_understood: tuple[str, ...]
    strange: tuple[str, ...]


def read(book: Book, measures: Mapping[str, Measure]) -> SampleSheet:
    """What a worksheet says.

    Args:
        measures: how figures are read, by indicator id; rows of others are not understood.

    Raises:
        Fault: the workbook is none.
    """
    facts, sheet = about_facts(book), book.sheet(SHEET)
    found = None if sheet is None else find(sheet, FIELDS)
    if facts.get("Form") != FORM or sheet is None or found is None or ID not in found.columns:
        raise Fault(
            f"{book.name} is no worksheet of a sample.", "Name the workbook that “pmr reliability sample” wrote."
        )
    rows, wrong = [], []
    for at in sorted(row for row in sheet.cells.rows if row > found.row):
        try:
            if (one := _row(book, sheet, found, at, measures)) is not None:
                rows.append(one)
        except Fault as fault:
            wrong.append(f"{fault.message} {fault.remedy}")
    left = (*found.missing.values(), *wrong)
    said = facts.get("Sample", ""), facts.get("Year", ""), _looked_by(sheet)
    return SampleSheet(*said, tuple(rows), left, found.renamed)


def _row(
    book: Book, sheet: Sheet, found: FoundHeadings, at: int, measures: Mapping[str, Measure]
) -> RecomputedFigure | None:
    def cell(heading: str) -> Cell | None:
        return sheet.at(at, found.columns[heading]) if heading in found.columns else None

    def place(heading: str) -> CellRef:
        return CellRef(sheet.name, at, found.columns.get(heading, 1))

    def text(heading: str) -> str:
        return said_in(cell(heading), place(heading))

    name = text(ID)
    if not name:
        return None
    if name not in measures:
        raise Fault(f"{place(ID)}: “{name}” is no indicator of this office.", "Leave the hidden columns as they were.")
    return RecomputedFigure(
        place(RECOMPUTED), name, text(CODE), text(STOOD), _figure(cell(RECOMPUTED), measures[name], place(RECOMPUTED)),
        text(LOOKED), text(VERDICT), text(LIMITS), text(COMPENSATION), text(ACTION),
        _day(cell(DUE), place(DUE), date1904=book.date1904),
    )  # fmt: skip


def _figure(cell: Cell | None, measure: Measure, where: CellRef) -> str:
    """A figure as it is printed; empty for none. Raises Fault where it is none of the indicator's unit."""
    said = said_in(cell, where)
    if not said or cell is None:
        return ""
    try:
        if isinstance(cell.value, float) and not isinstance(cell.value, bool):
            return measure.show(measure.from_cell(cell.value, cell.number_format))
        return measure.show(measure.parse(said))
    except MeasureError as wrong:
        raise Fault(f"{where}: {wrong}", "Type it as the form wants it, or NA where there is no source.") from None


def _day(cell: Cell | None, where: CellRef, *, date1904: bool) -> str:
    said = said_in(cell, where)
    if cell is not None and isinstance(cell.value, float) and not isinstance(cell.value, bool):
        try:
            return as_day(cell.value, date1904=date1904).isoformat()
        except (OverflowError, ValueError):
            raise Fault(f"{where}: “{said}” is no day.", "Type it as a date, such as 2027-03-31.") from None
    return said


def _looked_by(sheet: Sheet) -> str:
    """Who is named beside “Looked at by”, in whichever cell right of it."""
    for row in range(1, _TOP + 1):
        told = [text for _, cell in sorted(sheet.cells.rows.get(row, {}).items()) if (text := cell_text(cell.value))]
        if told[:1] == [LOOKED_BY]:
            return " ".join(told[1:])
    return ""
