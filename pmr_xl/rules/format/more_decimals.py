"""More decimals than are printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit, round_half_away
from pmr_xl.model.numbers.written_out import written_out
from pmr_xl.rules.engine.declaration import STORED_OTHERWISE, Spot, rule, spot
from pmr_xl.rules.engine.subjects import NumberCell

MOST_TOLD = 6  # decimals: what a formula leaves behind is told short
NOISE = Decimal("1e-9")  # of the figure: 0.1 + 0.2 leaves this much


@rule(
    "FMT-001",
    Severity.INFO,
    "{where} holds {found}; it will be printed as {expected}.",
    fix="Nothing has to be done. Where the decimals matter, ask the report’s office to print them.",
    yields_to=("TYP", "UNT", "RNG", "XPR"),
    indicators=lambda basis: not basis.indicator.unit.is_duration,
    asked_when=(STORED_OTHERWISE,),
)
def more_decimals(number: NumberCell) -> Iterator[Spot]:
    """A figure with more decimals than its indicator prints."""
    figure, measure = number.figure, number.measure
    if measure is None or not isinstance(figure, Decimal) or measure.unit.is_duration:
        return
    if measure.unit is Unit.NUMBER and not measure.decimals:
        return  # of a part of a count TYP-008 speaks
    if abs(figure - measure.round(figure)) > NOISE * max(abs(figure), Decimal(1)):
        yield spot(number, found=_short(figure.normalize()), expected=measure.show(figure))


def _short(figure: Decimal) -> str:
    if -int(figure.as_tuple().exponent) <= MOST_TOLD:
        return written_out(figure, "f")
    return f"{round_half_away(figure, MOST_TOLD).normalize():f}…"
