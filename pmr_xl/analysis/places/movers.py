"""Places or groups beside their last year: the worst of them, and those that moved most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pmr_xl.analysis.variance import Variance, variance_of
from pmr_xl.model.breakdowns.figures import Series
from pmr_xl.model.fiscal import Period
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.indicator import Direction, Indicator

MOST = 10


class MemberChange(NamedTuple):
    """One place or group beside the same period a year before.

    Attributes:
        rank: 1 for the best; without a desired direction 1 for the highest. ``rank_before``: a year before; None where
            it had no number then.
    """

    member: str
    now: Decimal
    variance: Variance
    rank: int
    rank_before: int | None


def changes(indicator: Indicator, members: Mapping[str, Series], period: Period) -> list[MemberChange]:
    """Every member with a number in a period, the best first."""
    now, before = _numbers(members, period), _numbers(members, period.back())
    ranks, earlier = _ranks(indicator, now), _ranks(indicator, before)
    measures = indicator.measure, indicator.measure
    told = [
        MemberChange(
            member,
            figure,
            variance_of(figure, before.get(member), indicator.desired_direction, period.back().label, measures),
            ranks[member],
            earlier.get(member),
        )
        for member, figure in now.items()
    ]
    return sorted(told, key=lambda one: (one.rank, one.member))


def worst_members(told: Sequence[MemberChange], indicator: Indicator, most: int = MOST) -> list[MemberChange]:
    """The worst, worst first; without a desired direction nothing is worse, and the highest are given."""
    return list(told[:most]) if indicator.desired_direction is Direction.NONE else list(told[::-1][:most])


def biggest_movers(told: Sequence[MemberChange], most: int = MOST) -> list[MemberChange]:
    """Those that moved most, in the indicator's own unit; a member without a figure a year before did not move."""
    moved = [(one, one.variance.delta) for one in told if one.variance.delta]
    return [one for one, _ in sorted(moved, key=lambda each: (-abs(each[1] or Decimal(0)), each[0].member))[:most]]


def _numbers(members: Mapping[str, Series], period: Period) -> dict[str, Decimal]:
    return {member: figure for member, series in members.items() if isinstance(figure := series.get(period), Decimal)}


def _ranks(indicator: Indicator, numbers: Mapping[str, Decimal]) -> dict[str, int]:
    """Ranks, equal for equal figures."""
    lowest_first = indicator.desired_direction is Direction.DOWN
    ordered = sorted(numbers.values(), reverse=not lowest_first)
    return {member: ordered.index(figure) + 1 for member, figure in numbers.items()}
