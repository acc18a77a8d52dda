"""What stands in a cell that somebody decides in, by its kind: text, figure and day are taken, everything else told."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from pmr_xl.forms.variance_sheet.decisions.columns import as_day
from pmr_xl.model.book.cell import Cell, CellError, CellValue
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.display.day_written import day_written, is_sure
from pmr_xl.model.display.number_format import section_for
from pmr_xl.model.display.shown import number_shown
from pmr_xl.model.display.signs import formula_typed
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import visible_text
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Figure, Measure, MeasureError, Unit, from_float
from pmr_xl.model.quick.pattern import pattern

_MOVING = pattern(r"\b(?:TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY)\s*\(", re.IGNORECASE)
_FIRST_DAY, _YEARS_AFTER = 2020, 3
AS_PRINTED = "Type the target as the report prints it; * for none, ↑ or ↓ for a direction."
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
    shown = number_shown(cell.value, cell.number_format) if isinstance(cell.value, float) else None
    return shown.strip() if shown else cell_text(cell.value)


def target_in(cell: Cell | None, measure: Measure | None, where: CellRef) -> str:
    """A new target as it is printed. Raises Fault where it is none of the indicator's unit, or prints as another."""
    if cell is None or (cell.value is None and not cell.without_result):
        return ""
    _typed(cell, where)
    if measure is None:
        return cell_text(cell.value)
    if _is_day(cell) and not measure.unit.is_duration:
        raise Fault(f"{where} holds the date {said_in(cell, where)}.", AS_PRINTED)
    typed = cell_text(cell.value)
    if not typed:
        return ""
    try:
        if isinstance(cell.value, float):
            figure: Figure = measure.from_cell(cell.value, cell.number_format)
            require_as_printed(figure, typed, measure)
        else:
            figure = figure_typed(typed, measure)
    except MeasureError as wrong:
        raise Fault(f"{where}: {wrong}", AS_PRINTED) from None
    return measure.show(figure)


def figure_typed(text: str, measure: Measure) -> Figure:
    """A figure typed as text: as it is printed, or as people type such figures (0:06:30, $1 275).

    Raises:
        MeasureError: it is none of that measure; it would be printed as another, or may mean either of two.
    """
    from pmr_xl.rules.type._text import read

    meant = read(text, measure).figure
    figure = measure.parse(text) if meant is None else meant  # reads the signs, and says what the text is not
    require_as_printed(figure, text.strip(), measure)
    return figure


def require_as_printed(figure: Figure, typed: str, measure: Measure) -> None:
    """See that a figure is typed as it is printed. Raises MeasureError where it prints as another, or means either."""
    fraction = isinstance(figure, Decimal) and 0 < abs(figure) <= 1 and measure.unit is Unit.PERCENT
    if fraction and isinstance(figure, Decimal) and "%" not in typed and typed.strip() == f"{figure}":
        raise MeasureError(f"“{typed}” may be {measure.show(figure * 100)} or {measure.show(figure)}.")
    if measure.as_printed(figure) != figure:
        raise MeasureError(f"{typed} would be printed as {measure.show(figure)}.")


def _is_day(cell: Cell) -> bool:
    """Whether a cell shows its number as a day or a time."""
    if not isinstance(cell.value, float):
        return False
    section, _ = section_for(from_float(cell.value), cell.number_format)
    return section is not None and section.is_date


def day_in(
    cell: Cell | None, where: CellRef, edition: Edition | None, *, date1904: bool, today: date | None = None
) -> date | None:
    """A date cell, or a day typed as text (2026-08-31, Sept. 9, 2026); one on which the edition can be decided.

    Args:
        today: the day of whoever reads it: until the end of its year an edition can be decided, however old it is.

    Raises:
        Fault: it is no day, it moves with the clock, or it lies before 2020 or long after the edition and today.
    """
    if cell is None or (cell_text(cell.value) == "" and not cell.without_result):
        return None
    _typed(cell, where)
    try:
        if isinstance(cell.value, float) and not isinstance(cell.value, bool):
            day = as_day(cell.value, date1904=date1904)
        else:
            day = _written(cell_text(cell.value), where)
    except (ValueError, OverflowError):
        raise Fault(f"{where}: “{cell_text(cell.value)}” is not a day.", _AS_A_DAY) from None
    last = 2099 if edition is None else edition.submitted_period.last_day.year + _YEARS_AFTER
    last = last if today is None else max(last, today.year)
    if not _FIRST_DAY <= day.year <= last:
        raise Fault(f"{where}: nobody decided on {day}; days from {_FIRST_DAY} to {last} are taken.", _AS_A_DAY)
    return day


def _written(text: str, where: CellRef) -> date:
    """A day as text. Raises ValueError where it is none, and Fault where it can be either of two."""
    day = day_written(text) or date.fromisoformat(text)
    if not is_sure(text, day):
        raise Fault(f"{where}: in “{text}” either number can be the month.", _AS_A_DAY)
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
            f"{where} holds a formula that is another every day: {visible_text(formula_typed(cell.formula))}.",
            "Type what is meant instead.",
        )
