"""A direction that its words belie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pmr_xl.model.finding import Severity
from pmr_xl.model.indicator import Direction
from pmr_xl.model.measure import Unit
from pmr_xl.model.submission import Ask, Submission
from pmr_xl.rules.rule import Spot, rule, spot

_BURDENS = r"\b(?:cost|complaints?|injur\w*|deaths?|fatalit\w*|wait|backlog|crashes|overdue)\b"
_MENDED = r"\b(?:corrected|resolved|satisf\w*|on time|graduat\w*)\b"


@lru_cache(maxsize=4096)
def _said(words: str, name: str) -> str:
    found = re.search(words, name, re.IGNORECASE)
    return found[0] if found else ""


@rule(
    "DIR-002",
    Severity.INFO,
    "{where}: {found} is said to be better {way}.",
    fix="Look whether the desired direction is right; a change is agreed beforehand.",
)
def direction_and_words(submission: Submission) -> Iterator[Spot]:
    """A desired direction that the indicator’s words speak against."""
    none, rises, percent = Direction.NONE, Direction.UP, Unit.PERCENT
    for entry in submission.entries:
        indicator = entry.line.indicator
        direction = indicator.desired_direction
        up = direction is rises
        # A share of burdens borne well may rise, a number of things mended may fall.
        if direction is none or up is (indicator.measure.unit is percent):
            continue
        if said := _said(_BURDENS if up else _MENDED, indicator.name):
            at = entry.entered.get(Ask.DIRECTION) or entry.actual
            yield spot(at, found=f"“{said}”", expected="down" if up else "up", way="up" if up else "down")
