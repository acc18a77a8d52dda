"""Waivers: what an office has agreed not to ask about again, of whom, why and until when.

A finding under a waiver is still told, with the waiver's words, and nothing is asked: it is not counted, not put on a
cell and stands in nobody's way. It is no cause of other findings either. Past its last day a waiver no longer holds,
and the finding says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.office_settings import Waiver
from pmr_xl.rules.engine.calls import Hit


def waiver_of(hit: Hit, agency: str, waivers: Sequence[Waiver]) -> Waiver | None:
    """The waiver of a rule for the hit's indicator or for its agency; the one that lasts longest."""
    if not waivers:
        return None
    indicator = "" if hit.entry is None else hit.entry.line.id
    fitting = [
        waiver
        for waiver in waivers
        if waiver.rule == hit.rule.code
        and (waiver.indicator == indicator if waiver.indicator else waiver.agency == agency)
    ]
    return max(fitting, key=lambda waiver: waiver.until, default=None)


def in_words(waiver: Waiver) -> str:
    """``Waived until June 30, 2027 by Ana Diaz: the source changes in July``."""
    by = f" by {waiver.who}" if waiver.who else ""
    return f"Waived until {day_in_words(waiver.until)}{by}: {waiver.why}"


def has_ended(waiver: Waiver, today: date | None) -> bool:
    """Whether a waiver's last day is past; nobody can say where the day is not known."""
    return today is not None and today > waiver.until


def ended_remark(waiver: Waiver) -> str:
    """What is added to the remedy of a finding whose waiver has ended."""
    return f" A waiver ended on {day_in_words(waiver.until)} ({waiver.why})."


def holds_on(waiver: Waiver | None, today: date | None) -> bool:
    """Whether a waiver holds on a day; none does where the day is not known."""
    return waiver is not None and today is not None and today <= waiver.until
