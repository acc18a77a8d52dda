"""What the record says of one indicator."""

from __future__ import annotations

from difflib import get_close_matches

from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault
from pmr_xl.record import Decision, Stated


def history(desk: Desk, indicator: str) -> list[Stated]:
    """Every figure ever stated for an indicator, with its source.

    Raises:
        Fault: the record knows no such id; names the nearest.
    """
    found = desk.record.history(indicator)
    if not found:
        near = get_close_matches(indicator, desk.record.indicator_ids(), 1)
        remedy = f"Did you mean {near[0]}?" if near else "“pmr record import” loads a published table."
        raise Fault(f"The record has no figure of “{indicator}”.", remedy)
    return found


def decided_on(desk: Desk, indicator: str) -> list[Decision]:
    """Every decision on an indicator's figures, the oldest first."""
    return desk.record.decisions_on(indicator)
