"""Where a figure stands against its target and against last year: always an icon and a word, never a colour alone."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from pmr_xl.model.measure import Figure, Sign, Unit
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.schema.indicator import Direction, Indicator, TargetKind

ZERO = Decimal(0)
FAR = Decimal("0.1")  # of last year's figure: how far the wrong way is said
# What a name says of its target where the schema says nothing: more of these is as good, less of those.
_MORE = pattern(
    r"\b(?:served|serviced|complet\w*|starts|started|built|creat\w*|clean\w*|participants|meals|enroll\w*|graduat\w*"
    r"|plac(?:ed|ements)|provided|collected|revenue|reviewed|inspected|resolved|on time|timely|within|meeting)\b",
    re.IGNORECASE,
)
_LESS = pattern(
    r"\b(?:average time|average days|response time|wait\w*|delay\w*|backlog|overdue|pending|costs?|complaints?|injur\w*"
    r"|deaths?|fatalit\w*|crashes|incidents)\b",
    re.IGNORECASE,
)


class Status(Enum):
    """Against the target."""

    MET = "✓ Met"
    NEAR = "▲ Near"
    MISSED = "✕ Missed"
    RIGHT_WAY = "✓ Right way"  # a directional target: it moved that way, or stayed
    WRONG_WAY = "✕ Wrong way, under 10%"
    WRONG_WAY_FAR = "✕ Wrong way, 10% or more"
    ABOVE = "● Above target"  # away from an expected value, with no direction that would make it better or worse
    BELOW = "● Below target"
    NO_TARGET = "– No target"
    NONE_BEFORE = "– None last year"  # a directional target, and nothing that the figure could have moved from
    NO_DATA = "? No data"

    def __str__(self) -> str:
        return self.value

    @property
    def missed(self) -> bool:
        """A target was missed: a number by more than the tolerance, or a direction."""
        return self in (Status.MISSED, Status.WRONG_WAY, Status.WRONG_WAY_FAR)


class YearStatus(Enum):
    """Against the same period last year."""

    IMPROVED = "✓ Improved or stable"
    DECLINED = "▲ Declined under 10%"
    DECLINED_MORE = "✕ Declined 10% or more"
    CHANGED = "● Changed"
    SAME = "– No change"
    NONE_BEFORE = "– None last year"  # a figure stands here, and nothing a year ago to set it beside
    NO_DATA = "? No data"

    def __str__(self) -> str:
        return self.value


def number(figure: Figure | None) -> Decimal | None:
    """The figure if it is a number."""
    return figure if isinstance(figure, Decimal) else None


def missed_sides(indicator: Indicator) -> tuple[bool, bool]:
    """Whether a target that is a number can be missed from below, and from above.

    A minimum is missed from below, a maximum from above. Any other is missed on the worse side: also where the schema
    expects an arrow or no target and a number stands. Without a desired direction either side is off it.
    """
    kind, direction = indicator.target.kind, indicator.desired_direction
    if kind in (TargetKind.MINIMUM, TargetKind.MAXIMUM):
        return kind is TargetKind.MINIMUM, kind is TargetKind.MAXIMUM
    return direction is not Direction.DOWN, direction is not Direction.UP


def asked_sides(indicator: Indicator) -> tuple[bool, bool]:
    """Whether a figure far below its target is asked about, and one far above.

    On the sides on which the target is missed. Where neither direction nor kind says so nothing is missed; then the
    words of the name tell on which side a word is due, and where they tell nothing, it is due on neither.
    """
    sides = missed_sides(indicator)
    return _worse_by_words(indicator.name, indicator.unit) if all(sides) else sides


@lru_cache(maxsize=4096)
def _worse_by_words(name: str, unit: Unit) -> tuple[bool, bool]:
    slow = unit.is_duration or unit is Unit.DAYS or (unit is not Unit.PERCENT and _LESS.search(name) is not None)
    more = not slow and _MORE.search(name) is not None
    return more, slow or (not more and _LESS.search(name) is not None)


def shortfall(indicator: Indicator, actual: Decimal, target: Decimal) -> Decimal:
    """By how much a target is missed, at least 0, in the indicator's unit, at published precision."""
    above = indicator.measure.round(actual) - indicator.target_measure.round(target)
    from_below, from_above = missed_sides(indicator)
    return max(-above if from_below else ZERO, above if from_above else ZERO, ZERO)


def against_target(
    indicator: Indicator,
    actual: Figure | None,
    target: Figure | None,
    last_year: Figure | None,
    settings: OfficeSettings,
) -> Status:
    """Status against the target in force, at published precision (V5), first match of Met, Near, Missed.

    Of a directional target (↑ ↓) it is said which way the figure went, and of the wrong way whether it is under 10% of
    last year's figure: a direction has no near. A number that can be off on both sides is met within the tolerance,
    else the figure is above or below it.
    """
    value = number(actual)
    if target is None or target is Sign.NONE or target is Sign.NOT_AVAILABLE:
        return Status.NO_TARGET if value is not None else Status.NO_DATA
    if value is None:
        return Status.NO_DATA
    if isinstance(target, Sign):
        return _by_direction(indicator, value, target, number(last_year))
    near = settings.near if indicator.target.near is None else indicator.target.near
    missed = shortfall(indicator, value, target)
    within = missed <= near * abs(target)
    if all(missed_sides(indicator)):
        return Status.MET if within else Status.ABOVE if value > target else Status.BELOW
    if missed == 0:
        return Status.MET
    return Status.NEAR if within else Status.MISSED


def _by_direction(indicator: Indicator, value: Decimal, target: Sign, before: Decimal | None) -> Status:
    if before is None:
        return Status.NONE_BEFORE
    moved = indicator.measure.round(value) - indicator.measure.round(before)
    wrong = -moved if target is Sign.UP else moved
    if wrong <= 0:
        return Status.RIGHT_WAY
    return Status.WRONG_WAY if wrong < FAR * abs(before) else Status.WRONG_WAY_FAR


def against_last_year(
    indicator: Indicator, actual: Figure | None, last_year: Figure | None, settings: OfficeSettings
) -> YearStatus:
    """Status against the same period last year; an indicator without direction only ever changes."""
    now, before = number(actual), number(last_year)
    if now is None or before is None:
        return YearStatus.NO_DATA if now is None else YearStatus.NONE_BEFORE
    moved = indicator.measure.round(now) - indicator.measure.round(before)
    if indicator.desired_direction is Direction.NONE:
        return YearStatus.CHANGED if moved else YearStatus.SAME
    worse = -moved if indicator.desired_direction is Direction.UP else moved
    if worse <= 0:
        return YearStatus.IMPROVED
    return YearStatus.DECLINED if worse < settings.stable_decline * abs(before) else YearStatus.DECLINED_MORE
