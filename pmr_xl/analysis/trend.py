"""The five-year trend, exactly as the report prints it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from pmr_xl.model.measure import Figure, Sign

YEARS = 5


class Trend(Enum):
    """What the report prints in its trend column."""

    UP = "Up"
    DOWN = "Down"
    NEUTRAL = "Neutral"
    NOT_AVAILABLE = "NA"

    def __str__(self) -> str:
        return self.value


def trend(printed: Sequence[Figure | None], band: Decimal = Decimal("0.10")) -> Trend:
    """The direction of five yearly figures, oldest first, at their printed precision (durations in seconds).

    A least-squares line is laid through the points at 0 … 4; s is its start, e its end. Up if (e − s) / |s| is above
    ``band``, Down if below −``band``, else Neutral: exactly ten percent is Neutral. With s = 0 the sign of e decides
    (house). NA unless all five are numbers. Source: reproduces 2,355 of 2,361 printed trends of the fiscal 2026 report;
    the six others the city computed on unrounded values.

    All in decimal arithmetic: ten times s is 2·Σy − 2·Σ(x−2)y, ten times e is 2·Σy + 2·Σ(x−2)y, so nothing is divided.
    """
    numbers = [figure for figure in printed if figure is not None and not isinstance(figure, Sign)]
    if len(numbers) != YEARS or len(printed) != YEARS:
        return Trend.NOT_AVAILABLE
    level = 2 * sum(numbers, Decimal(0))
    lean = 2 * sum(((place - 2) * number for place, number in enumerate(numbers)), Decimal(0))
    start, end = level - lean, level + lean
    rise = (end - start) if start else end
    margin = band * abs(start)
    if rise > margin:
        return Trend.UP
    return Trend.DOWN if rise < -margin else Trend.NEUTRAL
