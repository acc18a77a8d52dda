"""The gap between two groups, and whether it has changed by more than chance makes of counts.

The pair is the highest and the lowest of the last period, and stays the same through all periods. Picking the widest of
all pairs widens it by chance; so what counts as more than chance is divided by the number of pairs (Bonferroni).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import sqrt
from statistics import NormalDist

from pmr_xl.analysis.places.cutting import Members, PublishedBreakdown
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Unit
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.indicator import Indicator

CONFIDENCE = 0.95


class Gap(NamedTuple):
    """The distance of two members in one period.

    Attributes:
        width: the higher less the lower; below 0 where they have changed places.
        margin: how far chance may move it (95%, for all pairs together); None where no counts are known.
    """

    period: Period
    width: float
    margin: float | None = None


class GapTrend(NamedTuple):
    """A pair of members through the periods.

    Attributes:
        high, low: codes of the members.
        change: the last width less the first; ``margin``: how far chance may move that; None where nobody knows.
    """

    high: str
    low: str
    gaps: tuple[Gap, ...]
    change: float = 0.0
    margin: float | None = None

    @property
    def word(self) -> str:
        """Wider, narrower, as it was, or that it cannot be told from chance."""
        if self.margin is not None and abs(self.change) <= self.margin:
            return "no more than chance"
        return "wider" if self.change > 0 else "narrower" if self.change < 0 else "as it was"


def gap_trend(
    indicator: Indicator, out: PublishedBreakdown, periods: Sequence[Period], weights: Members
) -> GapTrend | None:
    """The widest gap of the last period with two figures, through all periods; None where there is none.

    Args:
        out: what may be published: hidden figures are in no gap.
        weights: the counts that a percentage is of, by member and period.
    """
    told = [one for one in periods if len(_numbers(out, one)) > 1]
    if not told:
        return None
    last = _numbers(out, told[-1])
    high, low = max(last, key=lambda one: (last[one], one)), min(last, key=lambda one: (last[one], one))
    z = NormalDist().inv_cdf(1 - (1 - CONFIDENCE) / 2 / (len(last) * (len(last) - 1) / 2))
    gaps, variances = list[Gap](), list[float | None]()
    for period in told:
        there = _numbers(out, period)
        if high in there and low in there:
            parts = [_variance(indicator, there[one], weights.get(one, {}).get(period)) for one in (high, low)]
            variance = None if None in parts else sum(one for one in parts if one is not None)
            variances.append(variance)
            gaps.append(Gap(period, there[high] - there[low], None if variance is None else z * sqrt(variance)))
    change, ends = gaps[-1].width - gaps[0].width, [variances[0], variances[-1]]
    known = [one for one in ends if one is not None]
    margin = z * sqrt(sum(known)) if len(known) == len(ends) and len(gaps) > 1 else None
    return GapTrend(high, low, tuple(gaps), change if len(gaps) > 1 else 0.0, margin)


def _numbers(out: PublishedBreakdown, period: Period) -> Mapping[str, float]:
    return {
        member: float(figure)
        for (member, when), figure in out.figures.items()
        if when == period and isinstance(figure, Decimal)
    }


def _variance(indicator: Indicator, figure: float, weight: object) -> float | None:
    """How far chance moves a figure: a count by its root, a percentage by the count that it is of; None: not known."""
    if indicator.counts_whole_things:
        return abs(figure)
    if indicator.unit is Unit.PERCENT and isinstance(weight, Decimal) and weight > 0:
        share = min(max(figure / 100, 0.0), 1.0)
        return 100.0**2 * share * (1 - share) / float(weight)
    return None
