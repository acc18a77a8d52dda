"""Whole and part in different scales."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.message import short


@rule(
    "UNT-003",
    Severity.INFO,
    "{where} counts {mine}, its whole, “{whole}”, {expected}; readers will add them up.",
    fix="Ask for one scale for both in the schema.",
    for_office=True,
    indicators=lambda basis: basis.line.parent is not None,
    ordinary=True,
)
def part_in_another_scale(entry: Entry) -> Iterator[Spot]:
    """A part is printed in another scale than its whole."""
    whole, mine = entry.line.parent, entry.indicator.unit
    if whole is not None and whole.unit is not mine and whole.unit.is_count and mine.is_count:
        yield spot(entry.actual, expected=_scale(whole.unit), mine=_scale(mine), whole=short(whole.name))


def _scale(unit: Unit) -> str:
    return "one by one" if unit is Unit.NUMBER else f"in {unit.words}"
