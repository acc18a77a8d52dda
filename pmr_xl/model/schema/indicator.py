"""What an indicator is.

These plain dataclasses are the shape of ``schemas/indicators/<agency>.yaml``: the library reads that file into them,
refusing unknown keys; nothing else defines an indicator.
"""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from pmr_xl.model.measure import Measure, Sign, Unit
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.frequency import Frequency

STRICT = {"extra": "forbid"}  # a key that nobody knows is refused
CRITICAL = {True: "★ Yes", False: "No"}  # as forms of the first layout say it, in a column of its own
STAR, EQUITY = "★", "®"  # critical, equity: as the report prints them before a name


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NONE = "none"

    @property
    def as_printed(self) -> str:
        """As the report prints it: Up, Down or *."""
        return "*" if self is Direction.NONE else self.value.capitalize()

    @property
    def arrow(self) -> str:
        """As a form says it: ↑, ↓ or *."""
        return {Direction.UP: "↑", Direction.DOWN: "↓"}.get(self, "*")

    @property
    def opposite(self) -> Sign | None:
        """The directional target that points the other way; None where either may stand."""
        return None if self is Direction.NONE else Sign.DOWN if self is Direction.UP else Sign.UP


class TargetKind(StrEnum):
    """What a target means."""

    EXPECTED = "expected"
    MAXIMUM = "maximum"  # not to be exceeded
    MINIMUM = "minimum"  # to be met
    DIRECTIONAL = "directional"  # ↑ or ↓
    NONE = "none"


class Aggregation(StrEnum):
    """How months become a year to date and a year."""

    SUM = "sum"
    AVERAGE = "average"
    LAST = "last"  # point in time
    MAXIMUM = "maximum"
    CUMULATIVE = "cumulative"
    TWELVE_MONTH = "twelve_month"
    UNKNOWN = "unknown"


class RollUp(StrEnum):
    """How the figures of all members come to the figure of the whole."""

    SUM = "sum"
    WEIGHTED = "weighted"  # by the figures of another indicator, which ``weighted_by`` names
    MEAN = "mean"  # every member counts alike


class Year(StrEnum):
    """Which twelve months an annual figure covers."""

    FISCAL = "fiscal"
    CALENDAR = "calendar"  # label has (CY): the previous calendar year
    SCHOOL = "school"
    FEDERAL = "federal"


@value_class
class Target:
    """What an indicator's target means.

    Attributes:
        kind: expected, maximum, minimum, directional or none.
        decimals: printed decimals where they differ from the indicator's.
        near: share of the target within which a miss is “near” where it differs from the office's.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT
    kind: TargetKind = TargetKind.NONE
    decimals: int | None = None
    near: Decimal | None = None


@value_class(slots=False)
class Indicator:
    """One indicator as its agency's schema states it.

    Attributes:
        id: ours, stable, never reused.
        parts: sub-rows, printed with a dash below it.
        exhaustive: the parts add up to the whole (within rounding).
        guessed: how its months probably become a year; judges nothing until somebody confirms it as its aggregation.
        frequency: how often its figure comes about: a monthly form asks for it then only; where nothing is said it asks
            every month. A part says it for itself.
        guessed_frequency: how often it probably comes about; changes nothing until somebody confirms it.
        october_share: the share of its year that July to October usually make, for figures that add up over the year.
        formerly: its name in the last report, where that was another; the next report takes it out.
        moved_from: code of the agency that reported it before; its id stays what it was there.
        split_from: id of the indicator that it was split from, with others.
        breaks: first fiscal year of a new definition or count (``FY24``) → why: no comparison and no trend goes across.
        same_as: id of another agency's indicator that is the same figure; both say so.
        at_most: largest possible value (a percent is held to 100 unless this says more).
        tags: words by which reports choose it (``tags:`` in schemas/reports); a part bears its own.
        noise: typical year-to-year swing as a share, where the office's 5% floor does not fit.
        breakdowns: lists of places or groups that its figure is broken down by: ``community_district``.
        roll_up: how the figures of all members come to the citywide one: sum, weighted, mean; none where they do not.
        weighted_by: id of the indicator whose figures by the same members are the weights.
        small_counts_shown: small counts by place or group may be published: they are buildings, not people.
        equity_plan: the strategy of its agency's racial-equity plan whose progress it shows.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT
    id: str
    name: str
    unit: Unit = Unit.NUMBER
    decimals: int = 0
    desired_direction: Direction = Direction.NONE
    critical: bool = False
    equity: bool = False
    aggregation: Aggregation = Aggregation.UNKNOWN
    guessed: Aggregation | None = None
    frequency: Frequency | None = None
    guessed_frequency: Frequency | None = None
    year: Year = Year.FISCAL
    target: Target = Target()
    open_data_id: int | None = None
    october_share: Decimal | None = None
    formerly: str | None = None
    moved_from: str | None = None
    split_from: str | None = None
    breaks: dict[str, str] = field(default_factory=dict)
    same_as: str | None = None
    at_most: Decimal | None = None
    noise: Decimal | None = None
    note: str | None = None
    breakdowns: tuple[str, ...] = ()
    roll_up: RollUp | None = None
    weighted_by: str | None = None
    small_counts_shown: bool = False
    equity_plan: str | None = None
    tags: tuple[str, ...] = ()
    exhaustive: bool = False
    parts: tuple[Indicator, ...] = ()

    @cached_property
    def measure(self) -> Measure:
        """How its figures are read and printed."""
        return Measure(self.unit, self.decimals)

    @property
    def counts_whole_things(self) -> bool:
        """Whether it counts one by one, so that its figures are whole numbers."""
        return self.unit is Unit.NUMBER and self.decimals == 0

    @cached_property
    def target_measure(self) -> Measure:
        """How its targets are read and printed."""
        return self.measure if self.target.decimals is None else Measure(self.unit, self.target.decimals)
