"""What a number in a form can be besides a number: told apart once in the walk, so that few rules are called.

Most numbers of a form are nothing special. Each test here is one that a rule would make first; whatever does not pass
it plainly goes to the rule, which looks closely.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pmr_xl.model.measure import Measure, Sign, Unit
from pmr_xl.model.sheet import Cell
from pmr_xl.model.submission import Entered, Entry
from pmr_xl.rules.subjects import (
    BrokenCount,
    ClockFigure,
    LongFigure,
    NegativeFigure,
    OddFormatFigure,
    OddPercent,
)

_MOST_DECIMALS = 6
# The formats that forms give to cells of figures, and that of a cell nobody formatted.
_OUR_FORMATS = frozenset(
    ["General", *(Measure(unit, decimals).number_format for unit in Unit for decimals in range(_MOST_DECIMALS + 1))]
)
_LEAST_PERCENT, _MOST_PERCENT = Decimal(1), Decimal(100)


def of_number(entered: Entered, cell: Cell, entry: Entry) -> tuple[Any, ...]:
    """The narrow subjects that a cell holding a number is; mostly none."""
    figure, measure, value = entered.figure, entered.measure, cell.value
    kinds: tuple[Any, ...] = () if cell.number_format in _OUR_FORMATS else (OddFormatFigure,)
    if measure is None or not isinstance(figure, Decimal) or not isinstance(value, float | int):
        return kinds
    if value < 0:
        kinds += (NegativeFigure,)
    unit, decimals = measure.unit, measure.decimals
    if unit is Unit.MINUTES_SECONDS or unit is Unit.HOURS_MINUTES:
        return (*kinds, ClockFigure)
    if decimals and float(figure) * 10**decimals % 1:
        kinds += (LongFigure,)
    if unit is Unit.PERCENT:
        limit = entry.line.indicator.at_most
        if not _LEAST_PERCENT < figure <= (_MOST_PERCENT if limit is None or limit > _MOST_PERCENT else limit):
            kinds += (OddPercent,)
    elif unit is Unit.NUMBER and value % 1:
        kinds += () if entry.line.indicator.decimals else (BrokenCount,)
    return kinds


def usual_sign(asked: Entered, in_force: Entered | None) -> bool:
    """A target asked for that is * where there was none: two thirds of all."""
    return asked.figure is Sign.NONE and in_force is not None and in_force.figure is Sign.NONE
