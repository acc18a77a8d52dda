"""What Excel hands to a function and takes back: rectangles of cells, laid over each other as Excel does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from pmr_xl.model.measure import SIGNS, Figure, Measure, Sign, Unit, from_float

Grid: TypeAlias = list[list[Any]]
NOT_FOUND, WRONG, BY_ZERO = "#N/A", "#VALUE!", "#DIV/0!"  # turned into Excel's own errors by the add-in
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's day 0; its times have no zone
_IN_DISGUISE = (Unit.PERCENT, Unit.MINUTES_SECONDS, Unit.HOURS_MINUTES)  # cells store these in another unit
_BEYOND = object()  # where an argument has no cell
_FIRST_ERROR = -2146828288  # COM's error values: this and Excel's own number of the error
_ERROR_OF = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!",
    2050: "#CALC!", 2051: "#BUSY!",
}  # fmt: skip
_ERRORS = frozenset(_ERROR_OF.values())
_OLD_ERRORS = frozenset(_ERROR_OF[number] for number in (2000, 2007, 2015, 2023, 2029, 2036, 2042))  # of every Excel
_PLAIN = (float, str, bool, type(None))


class CellFault(Exception):  # noqa: N818 - what a cell is to show: an error's name or one short sentence
    """Stops the work on one cell; the others go on."""


def grid(value: Any) -> Grid:
    """Any argument as rows of cells: what xlwings brings is one already, a default is a single cell."""
    if isinstance(value, list):
        return value if value and isinstance(value[0], list) else [value]
    return [[value]]


def from_com(value: Any) -> Any:
    """What COM hands over, as number, text, truth value, an error's name, a moment or nothing.

    Currency cells come as Decimal, dates as COM's own kind of moment, errors as whole numbers.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, (list, tuple)):
        return [from_com(each) for each in value]
    if isinstance(value, int):
        return _ERROR_OF.get(value - _FIRST_ERROR, float(value))
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return datetime(*value.timetuple()[:6], value.microsecond)  # noqa: DTZ001 - Excel's times have no zone
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as above
    item = getattr(value, "item", None)  # numpy's numbers give Python's own
    return from_com(item()) if callable(item) and not isinstance(item(), type(value)) else str(value)


def broadcast(work: Callable[..., Any], *arguments: Any) -> Grid:
    """``work`` on each cell, arguments laid over each other as Excel does.

    A single cell goes with every cell, a row with every row, a column with every column; what reaches beyond
    another argument's edge is #N/A. A cell that cannot be worked on shows why; the others are not held up.
    """
    grids = [grid(argument) for argument in arguments]
    height, width = max(map(len, grids)), max(len(each[0]) for each in grids)
    laid = [_spread(each, height, width) for each in grids]
    return [[_tried(work, cells) for cells in zip(*rows, strict=True)] for rows in zip(*laid, strict=True)]


def by_row(work: Callable[..., Any], rows: Any, *arguments: Any) -> Grid:
    """``work`` on each row of ``rows`` as a whole, with the others' cell of that row: one column comes back."""
    table = grid(rows)
    columns = [[row[0] for row in _spread(grid(argument), len(table), 1)] for argument in arguments]
    if any(len(column) > len(table) for column in columns):
        raise CellFault(WRONG)
    return [[_tried(work, cells)] for cells in zip(table, *columns, strict=True)]


def _spread(cells: Grid, height: int, width: int) -> Grid:
    """The rectangle brought to a size: single rows and columns are repeated, beyond any other edge nothing is."""
    wide = [row * width if len(row) == 1 else row + [_BEYOND] * (width - len(row)) for row in cells]
    return wide * height if len(wide) == 1 else wide + [[_BEYOND] * width] * (height - len(wide))


def _tried(work: Callable[..., Any], cells: tuple[Any, ...]) -> Any:
    if _BEYOND in cells:
        return NOT_FOUND
    try:
        return to_excel(work(*cells))
    except CellFault as fault:
        return str(fault)


def to_excel(value: Any) -> Any:
    """A result as a cell takes it: decimals as numbers, nothing as empty text, enumerations by what they show."""
    if isinstance(value, Decimal):
        return float(value)
    return "" if value is None else value if isinstance(value, (str, float, int)) else str(value)


def number_of(cell: Any) -> float | None:
    """The number in a cell as Excel stores it, times as days; None where it holds no number."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return float(cell)
    if isinstance(cell, datetime):
        return (cell.replace(tzinfo=None) - _FIRST_DAY) / timedelta(days=1)
    return None


def count_of(cell: Any, most: int) -> int:
    """A whole number from 0 to ``most`` in a cell; 0 where it is empty.

    Raises:
        CellFault: it holds anything else; an error is passed on.
    """
    number = number_of(cell)
    if number is None and not text_of(cell):
        return 0
    if number is None or not number.is_integer() or not 0 <= number <= most:
        raise CellFault(WRONG)
    return int(number)


def figure_of(cell: Any, measure: Measure | None = None) -> Figure | None:
    """The figure in a cell.

    With a measure, the number is taken as that unit's cells store it: percents as real percents (63.2% is 0.632), times
    as parts of a day. Without one it stays as it is.

    Raises:
        CellFault: the cell holds an error, which is passed on, or a text that is no figure.
    """
    if cell is None or cell == "":
        return None
    number = cell if type(cell) is float else number_of(cell)
    if number is not None:
        if measure is None or measure.unit not in _IN_DISGUISE:
            return from_float(number)
        return measure.from_cell(number, measure.number_format)
    text = str(cell).strip()
    if text in SIGNS:
        return SIGNS[text]
    raise CellFault(text if text in _OLD_ERRORS else WRONG)


def cell_of(figure: Figure | None, measure: Measure) -> Any:
    """A figure as the cell that shows it: numbers as the unit stores them, signs as the report prints them.

    Raises:
        CellFault: there is no figure (#N/A).
    """
    if figure is None:
        raise CellFault(NOT_FOUND)
    return figure.value if isinstance(figure, Sign) else measure.to_cell(figure)


def text_of(cell: Any) -> str:
    """A cell's text without blanks around it; whole numbers without a decimal point.

    Raises:
        CellFault: the cell holds an error, which is passed on.
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    if text in _ERRORS:
        raise CellFault(text if text in _OLD_ERRORS else WRONG)
    return text
