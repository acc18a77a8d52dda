"""A direction that its words belie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.model.schema.indicator import Direction, Indicator
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_BURDENS = r"\b(?:cost|complaints?|injur\w*|deaths?|fatalit\w*|wait|backlog|crashes|overdue)\b"
_MENDED = r"\b(?:corrected|resolved|satisf\w*|on time|graduat\w*)\b"


@rule(
    "DIR-002",
    Severity.INFO,
    "{where}: {found} is said to be better {way}.",
    fix="Look whether the desired direction is right; a change is agreed beforehand.",
    for_office=True,
    indicators=lambda basis: bool(word_against(basis.indicator)),
    ordinary=True,
)
def direction_and_words(entry: Entry) -> Iterator[Spot]:
    """A desired direction that the indicator’s words speak against."""
    indicator = entry.indicator
    if not (word := word_against(indicator)):
        return
    at = entry.get(Ask.DIRECTION) or entry.actual
    way, other = ("up", "down") if indicator.desired_direction is Direction.UP else ("down", "up")
    yield spot(at, found=f"“{word}”", expected=other, way=way)


def word_against(indicator: Indicator) -> str:
    """The word in an indicator's name that speaks against its desired direction; empty where none does."""
    direction = indicator.desired_direction
    # A share of burdens borne well may rise, a number of things mended may fall.
    if direction is Direction.NONE or (direction is Direction.UP) is (indicator.unit is Unit.PERCENT):
        return ""
    return _first_of(_BURDENS if direction is Direction.UP else _MENDED, indicator.name)


@lru_cache(maxsize=4096)  # the same few thousand names at every check
def _first_of(words: str, name: str) -> str:
    found = re.search(words, name, re.IGNORECASE)
    return found[0] if found else ""
