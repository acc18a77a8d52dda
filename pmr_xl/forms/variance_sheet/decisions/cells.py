"""What stands in a cell that somebody decides in, by its kind: text, figure and day are taken, everything else told."""

from __future__ import annotations

import re
from datetime import date

from pmr_xl.forms.variance_sheet.decisions.columns import as_day
from pmr_xl.model.book.cell import Cell, CellError, CellValue
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Measure, MeasureError
from pmr_xl.model.quick.pattern import pattern

_MOVING = pattern(r"\b(?:TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY)\s*\(", re.IGNORECASE)
_FIRST_DAY, _YEARS_AFTER = 2020, 3
_AS_A_DAY = "Type the day of the decision as a date, such as 2026-08-31."


def cell_text(value: CellValue) -> str:
    """A value as text, without blanks around it; empty for none."""
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) and not isinstance(value, bool) else str(value).strip()


def said_in(cell: Cell | None, where: CellRef) -> str:
    """The words that a person typed. Raises Fault for what is none: an error value, TRUE, a formula without result."""
    if cell is None:
        return ""
    _typed(cell, where)
    return cell_text(cell.value)


def target_in(cell: Cell | None, measure: Measure | None, where: CellRef) -> str:
    """A new target as it is printed. Raises Fault where it is none of the indicator's unit."""
    if cell is None or (cell.value is None and not cell.without_result):
        return ""
    _typed(cell, where)
    if measure is None:
        return cell_text(cell.value)
    try:
        if isinstance(cell.value, float) and not isinstance(cell.value, bool):
            return measure.show(measure.from_cell(cell.value, cell.number_format))
        return measure.show(measure.parse(cell_text(cell.value))) if cell_text(cell.value) else ""
    except MeasureError as wrong:
        raise Fault(
            f"{where}: {wrong}", "Type the new target as the report prints it; * for none, ↑ or ↓ for a direction."
        ) from None


def day_in(cell: Cell | None, where: CellRef, edition: Edition | None, *, date1904: bool) -> date | None:
    """A date cell, or a day typed as text like 2026-08-31; one on which the edition can be decided.

    Raises:
        Fault: it is no day, it moves with the clock, or it lies before 2020 or long after the edition.
    """
    if cell is None or (cell_text(cell.value) == "" and not cell.without_result):
        return None
    _typed(cell, where)
    try:
        if isinstance(cell.value, float) and not isinstance(cell.value, bool):
            day = as_day(cell.value, date1904=date1904)
        else:
            day = date.fromisoformat(cell_text(cell.value))
    except (ValueError, OverflowError):
        raise Fault(f"{where}: “{cell_text(cell.value)}” is not a day.", _AS_A_DAY) from None
    last = 2099 if edition is None else edition.submitted_period.last_day.year + _YEARS_AFTER
    if not _FIRST_DAY <= day.year <= last:
        raise Fault(f"{where}: nobody decided on {day}; days from {_FIRST_DAY} to {last} are taken.", _AS_A_DAY)
    return day


def _typed(cell: Cell, where: CellRef) -> None:
    """Raise Fault for a cell that holds no words, figure or day of a person's."""
    if isinstance(cell.value, CellError):
        told = f"{where} holds the error value {cell.value}."
        if str(cell.formula or "").lstrip().startswith(("-", "+")) or cell.value is CellError.NAME:
            told += " Excel takes words that begin with =, + or - for a formula."
        raise Fault(told, "Type the words again, beginning with a letter; or empty the cell.")
    if isinstance(cell.value, bool):
        raise Fault(f"{where} holds {str(cell.value).upper()}.", "Type what is meant in words, or empty the cell.")
    if cell.without_result:
        raise Fault(
            f"{where} holds a formula without a saved result.",
            "Open the workbook, let it calculate and save it; or type what is meant instead of the formula.",
        )
    if cell.formula is not None and _MOVING.search(str(cell.formula)):
        raise Fault(
            f"{where} holds a formula that is another every day: ={cell.formula}.", "Type what is meant instead."
        )
