"""An arrow against the desired direction."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot

TOLD = "against the desired direction, which is {expected}"  # also what the form says, beside the figure


@rule(
    "TGT-005",
    Severity.ERROR,
    "{where} points {found}, " + TOLD + ".",
    fix="Choose the other arrow; a new direction is agreed beforehand.",
    ordinary=lambda basis: basis.target is basis.indicator.desired_direction.opposite,
    asked_when=(Ask.NEXT_TARGET,),
)
def arrow_against_direction(entry: Entry) -> Iterator[Spot]:
    """A directional target against the indicator’s desired direction."""
    sign = entry.get(Ask.NEXT_TARGET)
    if sign is not None and sign.figure is not None and sign.figure is entry.indicator.desired_direction.opposite:
        yield spot(sign, expected=entry.indicator.desired_direction.value)
