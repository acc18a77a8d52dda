"""A target that goes the wrong way."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.setting import Setting
from pmr_xl.model.finding import Severity
from pmr_xl.model.indicator import Direction
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Ask, Entry
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import NewTarget
from pmr_xl.rules.target._laid import recorded

TENTH = 10


@rule(
    "TGT-003",
    Severity.QUERY,
    "{where} is {found}, easier than the current target, {target}: {better} is better here.",
    fix="Correct the target, or say under Explanation why less is aimed at.",
    yields_to=("TYP", "UNT", "RNG", "TGT-002"),
)
def against_direction(number: NewTarget, entry: Entry, setting: Setting, past: Past) -> Iterator[Spot]:
    """The proposed target is easier than the current one by more than a tenth."""
    if entry.indicator.desired_direction is Direction.NONE or recorded(number.figure, entry, setting, past):
        return
    now, coming = entry[Ask.TARGET] if Ask.TARGET in entry.entered else None, number.figure
    if now is None or not isinstance(now.figure, Decimal) or not isinstance(coming, Decimal) or not now.figure:
        return
    up = entry.indicator.desired_direction is Direction.UP
    easier = now.figure - coming if up else coming - now.figure
    if easier > abs(now.figure) / TENTH:
        better = "more" if up else "less"
        yield spot(number, expected=f"{now.shown} or {better}", target=now.shown, better=better)
