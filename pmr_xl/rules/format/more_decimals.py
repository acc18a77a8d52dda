"""More decimals than are printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.rules.subjects import LongFigure

TYPED = 2  # more surplus decimals than this come from a formula, and nobody means them


@rule(
    "FMT-001",
    Severity.INFO,
    "{where} holds {found}; it will be printed as {expected}.",
    fix="Nothing has to be done; type the figure as it shall be printed if the rounding is to be yours.",
    yields_to=("TYP", "UNT", "RNG", "XPR"),
)
def more_decimals(number: LongFigure) -> Iterator[Spot]:
    """A figure with more decimals than its indicator prints."""
    figure, measure = number.figure, number.measure
    if measure is None or not measure.decimals or not isinstance(figure, Decimal) or measure.unit.is_duration:
        return
    if 0 < -int(figure.normalize().as_tuple().exponent) - measure.decimals <= TYPED:
        yield spot(number, found=f"{figure.normalize():f}", expected=measure.show(figure))
