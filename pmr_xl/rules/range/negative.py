"""A number below zero where nothing can be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.basis import Basis
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import UNUSUAL, Spot, rule, spot
from pmr_xl.rules.engine.subjects import NumberCell

TOLD = "nothing below 0 can be counted here"  # also what the form says, beside the figure


@rule(
    "RNG-002",
    Severity.ERROR,
    "{where} is {found}; " + TOLD + ".",
    fix="Type the number without the minus, or look where it comes from.",
    yields_to=("TYP", "RNG-001"),
    indicators=lambda basis: basis.possible.least is not None,
    asked_when=(UNUSUAL,),
    of_column=(
        "{count} figures under “{column}” are below 0, where nothing below 0 can be counted",
        "Type the numbers without the minus, or look where it comes from.",
    ),
)
def negative(number: NumberCell, basis: Basis) -> Iterator[Spot]:
    """A negative figure of an indicator that never was negative."""
    if isinstance(number.figure, Decimal) and basis.possible.too_small(number.figure):
        yield spot(number, expected="0 or more")
