"""No target where one belongs."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Ask, Entry
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "TGT-001",
    Severity.ERROR,
    "{where}: no target is given, and nothing says that there is none.",
    fix="Type the target, ↑ or ↓ for a direction only, or * for no target.",
)
def target_missing(entry: Entry) -> Iterator[Spot]:
    """The target asked for is empty."""
    target = entry.entered.get(Ask.NEXT_TARGET)
    if target is not None and target.empty:
        yield spot(target, found="nothing", expected="a target, ↑, ↓ or *")
