"""What a figure in a form can be besides a figure: told apart once in the walk, so that few rules are called.

Most numbers of a form are nothing special. Each test here is one that a rule would make first; whatever does not pass
it plainly goes to the rule, which looks closely.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.indicator import Aggregation, Direction, Indicator, Line
from pmr_xl.model.measure import SIGNS, Figure, Measure, Sign, Unit
from pmr_xl.model.submission import Ask, Entered, Entry
from pmr_xl.rules.engine.subjects import (
    Belied,
    BrokenCount,
    ClockFigure,
    FarChange,
    FarMiss,
    FourMonths,
    LongFigure,
    NegativeFigure,
    Newcomer,
    OddFormatFigure,
    OddPercent,
    OffHistory,
    Part,
    PlainPercent,
    RatioFigure,
    Shared,
    TooLarge,
    Whole,
)

_MOST_DECIMALS = 6
# The formats that forms give to cells of figures, and that of a cell nobody formatted.
_OUR_FORMATS = frozenset(
    ["General", *(Measure(unit, decimals).number_format for unit in Unit for decimals in range(_MOST_DECIMALS + 1))]
)
_CLOCKS = frozenset(Measure(unit).number_format for unit in Unit if unit.is_duration)  # a form's in its own rows only
_PERCENTS = frozenset(Measure(Unit.PERCENT, decimals).number_format for decimals in range(_MOST_DECIMALS + 1))
_UNITS_OWN = _CLOCKS | _PERCENTS  # they make another figure of the same number
_BURDENS = r"\b(?:cost|complaints?|injur\w*|deaths?|fatalit\w*|wait|backlog|crashes|overdue)\b"
_MENDED = r"\b(?:corrected|resolved|satisf\w*|on time|graduat\w*)\b"
# Looked up for every figure that is looked at: a class of named values is slow to be asked.
_NUMBER, _PERCENT, _RATIO = Unit.NUMBER, Unit.PERCENT, Unit.RATIO
_MINUTES, _HOURS = Unit.MINUTES_SECONDS, Unit.HOURS_MINUTES
# What is not whole, by its unit and whether its indicator is printed with decimals.
_BROKEN: dict[tuple[Unit, bool], tuple[Any, ...]] = {
    (_NUMBER, False): (BrokenCount,), (_RATIO, False): (RatioFigure,), (_RATIO, True): (RatioFigure,),
}  # fmt: skip
_TELLING = 3  # digits: at least
_LEAST_PERCENT, _MOST_PERCENT = Decimal(1), Decimal(100)


def of_line(line: Line) -> tuple[Any, ...]:
    """What the row of an indicator is besides a row, by what the schema says of it."""
    indicator = line.indicator
    return tuple(
        kind
        for kind, is_one in (
            (Entry, True),
            (Part, line.parent is not None),
            (Whole, indicator.exhaustive and indicator.parts),
            (Shared, indicator.same_as is not None),
            (FourMonths, indicator.october_share is not None and indicator.aggregation is Aggregation.SUM),
            (PlainPercent, unsaid_percent(line)),
            (Belied, word_against(indicator)),
        )
        if is_one
    )


def unsaid_percent(line: Line) -> bool:
    """Whether an indicator is a percentage and neither its name nor its whole’s says so."""
    name, whole = line.indicator.name, line.parent
    if line.indicator.unit is not Unit.PERCENT or "%" in name or "percent" in name.casefold():
        return False
    return whole is None or "%" not in whole.name


def word_against(indicator: Indicator) -> str:
    """The word in an indicator's name that speaks against its desired direction; empty where none does."""
    direction = indicator.desired_direction
    # A share of burdens borne well may rise, a number of things mended may fall.
    if direction is Direction.NONE or (direction is Direction.UP) is (indicator.unit is Unit.PERCENT):
        return ""
    return _first_of(_BURDENS if direction is Direction.UP else _MENDED, indicator.name)


@lru_cache(maxsize=4096)
def _first_of(words: str, name: str) -> str:
    found = re.search(words, name, re.IGNORECASE)
    return found[0] if found else ""


def plainly(cell: Cell | None, recorded: Figure | None, measure: Measure) -> bool:
    """Whether a cell shows the figure that is recorded in the way that forms are laid; a no asks for a closer look."""
    if cell is None or recorded is None:
        return cell is None and recorded is None
    value = cell.value
    if cell.formula is not None:
        return False
    if isinstance(recorded, Decimal):
        return isinstance(value, float) and measure.stored_as(recorded, value, cell.number_format)
    return isinstance(value, str) and SIGNS.get(value) is recorded


def same_target(now: Cell | None, coming: Cell | None) -> bool:
    """Whether the target asked for is typed as the one in force: the same number, or none as before."""
    if now is None or coming is None or now.value != coming.value or coming.formula is not None:
        return False
    number = isinstance(coming.value, float) and coming.number_format == now.number_format
    return number or (isinstance(coming.value, str) and SIGNS.get(coming.value) is Sign.NONE)


def of_number(entered: Entered, cell: Cell, entry: Entry) -> tuple[Any, ...]:
    """The narrow subjects that a cell holding a number is; mostly none."""
    figure, measure, value = entered.figure, entered.measure, cell.value
    shown = cell.number_format
    ours = shown in _OUR_FORMATS and (measure is None or shown not in _UNITS_OWN or _is_of(shown, measure.unit))
    kinds: tuple[Any, ...] = () if ours else (OddFormatFigure,)
    if measure is None or not isinstance(figure, Decimal) or not isinstance(value, float | int):
        return kinds
    if value < 0:
        kinds += (NegativeFigure,)
    unit, decimals, limit = measure.unit, measure.decimals, entry.line.indicator.at_most
    if limit is not None and figure > limit and unit is not _PERCENT:
        kinds += (TooLarge,)
    if unit is _MINUTES or unit is _HOURS:
        return (*kinds, ClockFigure)
    if float(figure) * 10**decimals % 1 and (decimals or unit is not _NUMBER):  # of a broken count TYP-008 speaks
        kinds += (LongFigure,)
    if unit is _PERCENT:
        if not _LEAST_PERCENT < figure <= (_MOST_PERCENT if limit is None or limit > _MOST_PERCENT else limit):
            kinds += (OddPercent,)
    elif value % 1:
        kinds += _BROKEN.get((unit, bool(entry.line.indicator.decimals)), ())
    return kinds


def _is_of(shown: str, unit: Unit) -> bool:
    """Whether a clock's or a percentage's format stands in a cell of its own unit."""
    return unit.is_duration if shown in _CLOCKS else unit is _PERCENT


def not_again(figure: Figure | None) -> bool:
    """Whether a figure is too telling to be expected again a year later: three digits or more."""
    if not isinstance(figure, Decimal):
        return False
    return len(figure.normalize().as_tuple().digits) >= _TELLING


def unexplained(comparison: Comparison, entry: Entry) -> Any:
    """The subject that a figure is where an explanation is due and not given; else None."""
    said = entry.entered.get(Ask.EXPLANATION)
    if said is None or not said.empty or not comparison.due:
        return None
    if comparison.band is None:
        return Newcomer
    why = comparison.due[0]
    if "target" in why:
        return FarMiss
    return OffHistory if "unusual" in why else FarChange
