"""NA where a target belongs."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Repair, Severity
from pmr_xl.model.measure import Sign
from pmr_xl.rules.engine.declaration import Spot, rule, spot

TOLD = "a target is a number, ↑, ↓ or *"  # also what the form says, beside the figure


@rule(
    "TGT-009",
    Severity.ERROR,
    "{where} says {found}; " + TOLD + ".",
    fix="Type * for no target.",
    ordinary=lambda basis: basis.target is Sign.NOT_AVAILABLE,
    asked_when=(Ask.NEXT_TARGET,),
)
def na_for_target(entry: Entry) -> Iterator[Spot]:
    """NA for a target: there is one, or there is none (*)."""
    sign = entry.get(Ask.NEXT_TARGET)
    if sign is not None and sign.figure is Sign.NOT_AVAILABLE:
        yield spot(sign, expected="*", repair=Repair(sign.raw, "*", "no target is written *"))
