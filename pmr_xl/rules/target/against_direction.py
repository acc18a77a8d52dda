"""A target that goes the wrong way."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Direction
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.target._laid import is_recorded

TENTH = 10

TOLD = "easier than the current target"  # also what the form says, beside the figure


@rule(
    "TGT-003",
    Severity.QUERY,
    "{where} is {found}, " + TOLD + ", {target}: {better} is better here.",
    fix="Correct the target, or say under Explanation why less is aimed at.",
    yields_to=("TYP", "UNT", "RNG", "TGT-002"),
    asked_when=(Ask.NEXT_TARGET,),
)
def against_direction(entry: Entry, context: EditionContext, past: Past) -> Iterator[Spot]:
    """The proposed target is easier than the current one by more than a tenth."""
    number, now = entry.get(Ask.NEXT_TARGET), entry.get(Ask.TARGET)
    if number is None or now is None or is_recorded(number.figure, entry, context, past):
        return
    force, coming, way = now.figure, number.figure, entry.indicator.desired_direction
    if way is Direction.NONE or not isinstance(force, Decimal) or not isinstance(coming, Decimal) or not force:
        return
    up = way is Direction.UP
    easier = force - coming if up else coming - force
    if easier > abs(force) / TENTH:
        better = "more" if up else "less"
        yield spot(number, expected=f"{now.as_printed} or {better}", target=now.as_printed, better=better)
