"""A number format that shows another figure than the cell stores, or none."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.measure import Measure, Unit
from pmr_xl.rules.engine.declaration import STORED_OTHERWISE, Spot, rule, spot
from pmr_xl.rules.engine.subjects import NumberCell

_MOST_DECIMALS = 6
_CLOCKS = frozenset(Measure(unit).number_format for unit in Unit if unit.is_duration)
_PERCENTS = frozenset(Measure(Unit.PERCENT, decimals).number_format for decimals in range(_MOST_DECIMALS + 1))
# The formats that forms give to cells of figures, and that of a cell nobody formatted.
_FORMS = frozenset(
    ["General", *(Measure(unit, decimals).number_format for unit in Unit for decimals in range(_MOST_DECIMALS + 1))]
)


@rule(
    "TYP-017",
    Severity.ERROR,
    "{where} shows {found} and stores {stored}: the cell’s number format, {code}, {does}.",
    fix="Set the cell’s format to {format} (Home, Number, More Number Formats, Custom), and type the figure again.",
    yields_to=("TYP-012",),
    restated=True,
    asked_when=(STORED_OTHERWISE,),
    of_column=(
        "{count} cells under “{column}” show another figure than they store",
        "Give the column the formats it had (copy them from the form that was sent), and look at every figure again.",
    ),
)
def another_figure_shown(number: NumberCell) -> Iterator[Spot]:
    """A cell that shows another figure than it stores, words in its place, or nothing."""
    cell, measure = number.cell, number.measure
    if cell is None or measure is None or not isinstance(cell.value, float) or _is_a_forms(cell.number_format, measure):
        return
    from pmr_xl.rules.type._shown import MARKS, otherwise  # most forms have no such cell, and need not wait for it

    text = otherwise(cell.value, cell.number_format, measure)
    if text is not None:
        digits, mark = any(sign.isdecimal() for sign in text), "".join(sign for sign in text if sign in MARKS)
        yield spot(
            number,
            found=f"“{visible_text(text.strip())}”" if text.strip() else "nothing",
            expected=measure.show(number.figure),
            stored=f"{cell.value:,.15g}",
            code=visible_text(cell.number_format),
            does=_does(text, digits=digits, mark=mark),
            format=measure.number_format,
        )


def _does(text: str, *, digits: bool, mark: str) -> str:
    """What a format does to the figure, in the words of the message."""
    if digits and mark:
        return f"puts “{mark}” beside it, which is not read"
    return "shows another figure" if digits else "puts words in its place" if text.strip() else "hides it"


def _is_a_forms(number_format: str, measure: Measure) -> bool:
    """Whether a format is a form's, which shows the figure; a clock's or a percentage's in its own rows only."""
    if number_format in _CLOCKS:
        return measure.unit.is_duration
    return number_format in _FORMS and (number_format not in _PERCENTS or measure.unit is Unit.PERCENT)
