"""A figure above the largest that the schema says is possible."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.basis import Basis
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.rules.engine.declaration import UNUSUAL, Spot, rule, spot
from pmr_xl.rules.engine.subjects import NumberCell

TOLD = "the most possible here is {expected}{why}"  # also what the form says, beside the figure


@rule(
    "RNG-004",
    Severity.ERROR,
    "{where} is {found}; " + TOLD + ".",
    fix="Look at the figure and its scale; if more than {expected} is possible here, ask for it in the schema.",
    yields_to=("TYP", "UNT", "XPR"),
    indicators=lambda basis: basis.possible.most is not None and basis.indicator.unit is not Unit.PERCENT,
    asked_when=(UNUSUAL,),
)
def above_most(number: NumberCell, basis: Basis) -> Iterator[Spot]:
    """A score or rate above the largest figure that the schema says it can have, and above all that were published."""
    can, figure = basis.possible, number.figure
    if not isinstance(figure, Decimal) or can.measure.unit is Unit.PERCENT:
        return  # of percentages RNG-001 speaks
    if can.too_large(figure):
        yield spot(number, expected=can.measure.show(can.most), why=can.why)
