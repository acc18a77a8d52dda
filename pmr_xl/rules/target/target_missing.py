"""No target where one belongs."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.missing._nothing import gives_nothing


@rule(
    "TGT-001",
    Severity.ERROR,
    "{where}: no target is given, and nothing says that there is none.",
    fix="Type the target, ↑ or ↓ for a direction only, or * for no target.",
    yields_to=("STR-007",),
    asked_when=(Ask.NEXT_TARGET,),
)
def target_missing(entry: Entry) -> Iterator[Spot]:
    """The proposed target is empty; a formula that gives nothing is nothing."""
    target = entry.get(Ask.NEXT_TARGET)
    if target is not None and (target.empty or gives_nothing(target)):
        yield spot(target, found="nothing", expected="a target, ↑, ↓ or *")
