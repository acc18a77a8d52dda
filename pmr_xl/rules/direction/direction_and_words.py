"""A direction that its words belie."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.indicator import Direction
from pmr_xl.model.submission import Ask
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.kinds import word_against
from pmr_xl.rules.engine.subjects import Belied


@rule(
    "DIR-002",
    Severity.INFO,
    "{where}: {found} is said to be better {way}.",
    fix="Look whether the desired direction is right; a change is agreed beforehand.",
    for_office=True,
)
def direction_and_words(entry: Belied) -> Iterator[Spot]:
    """A desired direction that the indicator’s words speak against."""
    indicator, at = entry.indicator, entry.get(Ask.DIRECTION) or entry.actual
    way, other = ("up", "down") if indicator.desired_direction is Direction.UP else ("down", "up")
    yield spot(at, found=f"“{word_against(indicator)}”", expected=other, way=way)
