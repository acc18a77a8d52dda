"""A repair is offered only where the repaired cell, judged again, leaves nothing to say of its unit, scale or range."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.model.entry import Entry
from pmr_xl.rules.engine.calls import Hit
from pmr_xl.rules.engine.declaration import Spot
from pmr_xl.rules.engine.message import spread
from pmr_xl.rules.engine.walk import Walk

_ASKED_AGAIN = ("UNT", "RNG", "TYP")


def with_safe_repairs(walk: Walk) -> list[Hit]:
    """What a walk found; a repair after which a rule would speak again gives way to what that rule would say."""
    return [hit if hit.spot.repair is None else hit._replace(spot=_safe(walk, hit)) for hit in walk.hits]


def _safe(walk: Walk, hit: Hit) -> Spot:
    spot, entry = hit.spot, hit.entry
    if entry is None or spot.entered is None or spot.repair is None or isinstance(spot.repair.new, str):
        return spot
    if entry.entered.get(spot.entered.key) is not spot.entered:  # a restated figure is judged on its own sheet
        return spot
    before = {one.rule.code for one in walk.hits if one.entry is entry and one.spot.where == spot.where}
    left = [one for one in walk.again(_repaired(entry, spot)) if one.spot.where == spot.where]
    asked = [one for one in left if one.rule.family in _ASKED_AGAIN and one.rule.code not in before]
    if not asked:
        return spot
    told = spread(asked[0], asked[0].rule.severity)
    remedy = f"{told.remedy} As a number, {told.message[0].lower()}{told.message[1:]}"
    return replace(spot, repair=None, expected=told.expected, remedy=remedy)


def _repaired(entry: Entry, spot: Spot) -> Entry:
    """The row with the repair made."""
    entered, repair = spot.entered, spot.repair
    if entered is None or entered.cell is None or repair is None:
        return entry
    form = repair.number_format or entered.cell.number_format
    cell = entered.cell._replace(value=repair.new, number_format=form)
    return replace(entry, entered=entry.entered.with_cell(cell))
