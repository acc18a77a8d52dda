"""A percentage outside 0 to 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.basis import Basis
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.rules.engine.declaration import UNUSUAL, Spot, rule, spot
from pmr_xl.rules.engine.subjects import NumberCell

TOLD = "a percentage here is {range}{why}"  # also what the form says, beside the figure


@rule(
    "RNG-001",
    Severity.ERROR,
    "{where} is {found}; " + TOLD + ".",
    fix="Look at what is divided by what; if more than {expected} is possible here, ask for it in the schema.",
    yields_to=("TYP", "UNT", "XPR"),
    indicators=lambda basis: basis.indicator.unit is Unit.PERCENT,
    asked_when=(UNUSUAL,),
    of_column=(
        "{count} percentages under “{column}” are not among those possible",
        "Look at what is divided by what, and at the column’s format; what else is possible stands in the schema.",
    ),
)
def percent_range(percent: NumberCell, basis: Basis) -> Iterator[Spot]:
    """A percentage below 0 or above 100, where nothing says that it can be."""
    can, value = basis.possible, percent.figure
    if not isinstance(value, Decimal) or can.measure.unit is not Unit.PERCENT:
        return
    if can.excludes(value):
        yield spot(percent, expected=can.measure.show(can.most), range=can.range, why=can.why)
