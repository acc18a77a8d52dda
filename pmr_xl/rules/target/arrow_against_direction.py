"""An arrow against the desired direction."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Entry
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import TargetSign

TOLD = "against the desired direction, which is {expected}"  # also what the form says, beside the figure


@rule(
    "TGT-005",
    Severity.ERROR,
    "{where} points {found}, " + TOLD + ".",
    fix="Choose the other arrow; a new direction is agreed beforehand.",
)
def arrow_against_direction(sign: TargetSign, entry: Entry) -> Iterator[Spot]:
    """A directional target against the indicator’s desired direction."""
    if sign.figure is entry.indicator.desired_direction.opposed:
        yield spot(sign, expected=entry.indicator.desired_direction.value)
