"""What the cells of a list say as figures: as the form's reader and the rules would understand them in the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pmr_xl.forms.submission_form.changes import figure_of
from pmr_xl.forms.submission_form.reader import read
from pmr_xl.model.book.cell import Cell, Cells
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.typed import NewCell
from pmr_xl.model.finding import Finding
from pmr_xl.model.measure import Figure, Measure, Sign
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.submission import Submission
from pmr_xl.rules import judge

_FAMILIES = ("TYP", "UNT")  # of the rules that say what a cell was meant to be
_NA_SPELT = "MIS-005"
_CLOCK = ":"


class Understood(NamedTuple):
    """A figure, or why there is none, in a rule's words."""

    figure: Figure | None
    why: str = ""


def understand_cells(
    submission: Submission, past: Past, settings: OfficeSettings, cells: Mapping[CellRef, tuple[Cell, Measure]]
) -> dict[CellRef, Understood]:
    """Figures of a list's cells, by the cell of the form in which each of them belongs.

    They are put into the form's place, each with its own number format, and the rules are asked: where they would
    repair it, the figure is what they would make of it; where they find it wrong, there is none, and their words say
    why.
    """
    found = _asked(submission, past, settings, {where: cell for where, (cell, _) in cells.items()})
    return {where: _of(cell, measure, found.get(where)) for where, (cell, measure) in cells.items()}


def _of(cell: Cell, measure: Measure, finding: Finding | None) -> Understood:
    if finding is not None and finding.repair is not None:
        new = finding.repair.new
        stands = cell._replace(value=new, number_format=finding.repair.number_format or cell.number_format)
        return Understood(figure_of(stands, measure))
    if finding is not None:
        return Understood(None, f"{_fault(finding)} {finding.remedy}".strip())
    figure = figure_of(cell, measure)
    if figure is None:
        return Understood(None, f"no figure in {measure.unit.words}; {measure.example} is")
    if isinstance(figure, Decimal) and measure.unit.is_duration and _CLOCK not in cell.number_format:
        return Understood(None, "a plain number where a time belongs; type 9 minutes 13 seconds as 0:09:13")
    return Understood(figure)


def _fault(finding: Finding) -> str:
    """What is wrong, without the place in the form, which is not the list's."""
    place = f"({finding.place})"
    return finding.message.rpartition(f"{place} ")[2] if f"{place} " in finding.message else finding.message


def _asked(
    submission: Submission, past: Past, settings: OfficeSettings, cells: Mapping[CellRef, Cell]
) -> dict[CellRef, Finding]:
    """What the rules say of what these cells were meant to be, in the form's places; what can be repaired first."""
    laid = with_cells(submission, cells)
    told: dict[CellRef, Finding] = {}
    for finding in judge(laid.book, laid, past, settings):
        if not finding.blocking or not (finding.rule.startswith(_FAMILIES) or finding.rule == _NA_SPELT):
            continue
        for where in finding.cells():
            if where in cells and (where not in told or finding.repair is not None):
                told[where] = finding
    return told


def with_cells(submission: Submission, cells: Mapping[CellRef, Cell]) -> Submission:
    """The submission as it is read with these cells in their places."""
    sheets = []
    for sheet in submission.book.sheets:
        own = {where: cell for where, cell in cells.items() if where.sheet == sheet.name}
        if not own:
            sheets.append(sheet)
            continue
        rows = Cells(sheet.cells)
        for where, cell in own.items():
            rows[where.row, where.column] = cell._replace(row=where.row, column=where.column)
        sheets.append(replace(sheet, cells=rows))
    book = replace(submission.book, sheets=tuple(sheets))
    return read(book, submission.chapter, submission.edition, submission.asked)


def figure_cell(where: CellRef, figure: Figure, measure: Measure | None) -> NewCell | None:
    """The cell with that figure typed into it; None where a cell cannot keep all of its digits."""
    if isinstance(figure, Sign) or measure is None:
        return NewCell(where, str(figure))
    stored = measure.to_cell(figure)
    if measure.from_cell(stored, measure.number_format) != figure:
        return None
    return NewCell(where, stored, measure.number_format)
