"""Whether a month leaves the range in which the months before it vary (V12); information only, nothing is asked for.

The chart is that of individual values and moving ranges: limits at the mean ± 2.66 times the mean difference between
neighbours: three standard deviations, one being that mean by 1.128 (d₂ of two values). Source: W. A. Shewhart, Economic
Control of Quality of Manufactured Product (1931), and D. J. Wheeler, Understanding Variation (1993). Of the usual rules
two are kept: one point outside the limits, and eight in a row on one side of the mean (Western Electric, Statistical
Quality Control Handbook, 1956). The others, such as two of three beyond two standard deviations, speak more often.

Such charts are made for processes without seasons, and most of the City's have one. So what the chart of the twelve
months before says counts only where the same chart of the changes against a year before says it too, once those are
known. On fourteen real monthly series (1,236 months with twelve before them) that speaks of 9% of the months; the first
chart alone of 15%.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.value_class import value_class

POINTS = 12  # before the one that is looked at
REACH = Decimal("2.66")  # of the mean moving range
RUN = 8
YEAR = 12  # months


class Signal(Enum):
    """What a chart says of its newest point."""

    ABOVE = "above the limits"
    BELOW = "below the limits"
    RUN_ABOVE = "eight in a row above the mean"
    RUN_BELOW = "eight in a row below the mean"


@value_class
class Chart:
    """Mean and limits of some points, in their unit."""

    mean: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, points: Sequence[Decimal]) -> Chart:
        """Of points in their order. Raises ValueError for fewer than two: they have no moving range."""
        if len(points) < 2:  # noqa: PLR2004 - as said
            raise ValueError(f"A chart needs two points or more, not {len(points)}.")
        mean = sum(points, Decimal(0)) / len(points)
        ranges = [abs(one - before) for before, one in pairwise(points)]
        reach = REACH * sum(ranges, Decimal(0)) / len(ranges)
        return cls(mean, mean - reach, mean + reach)


def signals(points: Sequence[Decimal]) -> tuple[Signal, ...]:
    """What the chart of the points before the last one says of it; nothing where they never vary, or are too few."""
    if len(points) <= POINTS:
        return ()
    chart, newest, run = Chart.of(points[-POINTS - 1 : -1]), points[-1], points[-RUN:]
    if chart.low == chart.high:
        return ()
    told = (
        (Signal.ABOVE, newest > chart.high),
        (Signal.BELOW, newest < chart.low),
        (Signal.RUN_ABOVE, all(one > chart.mean for one in run)),
        (Signal.RUN_BELOW, all(one < chart.mean for one in run)),
    )
    return tuple(signal for signal, holds in told if holds)


def signal_of(month: Period, figure: Figure | None, published: Mapping[Period, Figure]) -> tuple[Signal, Chart] | None:
    """What is to be said of a month beside the twelve before it, and their chart; None where there is nothing.

    Months count back to the first that is not known; fewer than twelve say nothing.
    """
    months = _points(month, figure, published)
    found = signals(months)
    if not found:
        return None
    changes = [one - before for before, one in zip(months, months[YEAR:], strict=False)]
    if len(changes) > POINTS:
        found = tuple(signal for signal in found if signal in signals(changes))
    return (found[0], Chart.of(months[-POINTS - 1 : -1])) if found else None


def _points(month: Period, figure: Figure | None, published: Mapping[Period, Figure]) -> list[Decimal]:
    """The month and the unbroken months before it that both charts need, oldest first."""
    points: list[Decimal] = []
    back, one = 0, figure
    while isinstance(one, Decimal) and len(points) < POINTS + YEAR + 1:
        points.append(one)
        back += 1
        one = published.get(month.months_back(back))
    return points[::-1]
