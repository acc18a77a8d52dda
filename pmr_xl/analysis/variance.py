"""Variances from targets and from last year, and the band in which no explanation is due (V1, V2, V8)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from functools import cache
from math import sqrt

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.analysis.figures.usual import median
from pmr_xl.analysis.status import asked_sides, missed_sides, number
from pmr_xl.model.measure import Figure, Measure, Unit, from_float
from pmr_xl.model.numbers.written_out import written_out
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Direction, Indicator

MAD_TO_SIGMA = 1.4826  # a normal distribution's standard deviation is 1.4826 times its median absolute deviation
ENOUGH_YEARS = 3  # fewer published years have no spread to speak of
POISSON_REACH = 2.0  # a change in a count under 2·√(2·count) is its own noise
PERCENT_FLOOR = 2.0  # percentage points a percentage may move without a word
ZERO = Decimal(0)
BEYOND = "not possible here: "  # begins the reason why a band ends where figures can no longer be
LARGEST = sys.float_info.max
HUNDRED = 100
MONTHS = 12


class Verdict(Enum):
    """What a variance means, in its own column beside the plain sign (V1)."""

    BETTER = "Better"
    WORSE = "Worse"
    CHANGED = "Changed"
    SAME = "Same"
    NONE = ""

    def __str__(self) -> str:
        return self.value


@value_class
class Variance:
    """Actual minus reference.

    Attributes:
        delta: in the indicator's unit, unrounded (percentages: percentage points; durations: seconds); None where
            either side is no number.
        share: delta ÷ |reference|, as a fraction; None where the reference is 0 (printed ``n/m``) or there is no delta.
        missing: why there is no delta, in words; empty where there is one.
        printed: the same as a reader sees it: the printed actual minus the printed reference, and the latter; the
            unrounded ones where nothing says how they are printed.
    """

    reference: Figure | None
    delta: Decimal | None = None
    share: Decimal | None = None
    verdict: Verdict = Verdict.NONE
    missing: str = ""
    printed: tuple[Decimal, Decimal] | None = None

    @property
    def percent(self) -> str:
        """The share as a sheet shows it: ``+12.5%``, ``n/m`` where the reference is 0, else empty."""
        if self.delta is None:
            return ""
        return "n/m" if self.share is None else f"{written_out(self.share * HUNDRED, '+.1f')}%"


@value_class
class Band:
    """The values for which no explanation is due, both ends included, and why they end there."""

    low: Decimal
    high: Decimal
    low_why: str = ""
    high_why: str = ""

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Decimal) and self.low <= value <= self.high


def variance_of(
    actual: Figure | None,
    reference: Figure | None,
    direction: Direction,
    name: str,
    printed: tuple[Measure, Measure] | None = None,
) -> Variance:
    """Actual minus reference (V1, V2); ``name`` says the reference in the reason why there is none.

    Args:
        printed: how the actual and its reference are printed: better or worse is decided as the status is, on what a
            reader sees (V5). Without it nothing is rounded.
    """
    now, then = number(actual), number(reference)
    if now is None:
        return Variance(reference, missing="actual not available")
    if then is None:
        return Variance(reference, missing="no numeric target" if name == "target" else f"{name} not available")
    delta = now - then
    base = then if printed is None else printed[1].round(then)
    moved = delta if printed is None else printed[0].round(now) - base
    share = delta / abs(then) if then else None
    return Variance(reference, delta, share, verdict_of(moved, direction), printed=(moved, base))


def verdict_of(moved: Decimal, direction: Direction) -> Verdict:
    """What a difference means, as a reader sees it: printed figure minus printed reference."""
    if moved == 0:
        return Verdict.SAME
    if direction is Direction.NONE:
        return Verdict.CHANGED
    return Verdict.BETTER if (moved > 0) == (direction is Direction.UP) else Verdict.WORSE


def band(
    indicator: Indicator, history: Sequence[Figure | None], target: Figure | None, settings: OfficeSettings
) -> Band | None:
    """Where no explanation is due (V8), as one interval; None where nothing was published last.

    Inside are: a change of at most 20% against last year, or values within 3.5 robust standard deviations (1.4826
    times the median absolute deviation, at least 5% of the median) of the published years' median; never a change
    above 50%; for a critical indicator never a miss of its target above 10%. Counts may always move by their own
    noise, 2·√(2·count), and percentages by two points. On the printed fiscal 2026 report 14% of rows are outside.

    Args:
        history: published figures comparable with the one asked for, oldest first, last year's last.
        target: the target in force.
    """
    if not history or not isinstance(history[-1], Decimal):
        return None
    numbers = [float(figure) for figure in history if isinstance(figure, Decimal)]
    year = numbers[-1]
    size = abs(year)
    low, high = year - settings.large_change * size, year + settings.large_change * size
    low_why = high_why = _large(settings.large_change)
    if len(numbers) >= ENOUGH_YEARS:
        middle = median(numbers)
        spread = median([abs(value - middle) for value in numbers]) * MAD_TO_SIGMA
        noise = settings.noise_floor if indicator.noise is None else float(indicator.noise)
        reach = settings.robust_z * max(spread, noise * abs(middle))
        small = settings.unusual_change * size
        if (lower := min(middle - reach, year - small)) > low:
            low, low_why = lower, _unusual(len(numbers))
        if (upper := max(middle + reach, year + small)) < high:
            high, high_why = upper, _unusual(len(numbers))
    slack = _own_noise(indicator, year)
    low, high = min(low, year - slack), max(high, year + slack)
    if indicator.critical:  # of most nothing more is to be said
        low_limit, high_limit = critical_limits(indicator, target, settings)
        one_sided = not all(missed_sides(indicator))  # else nothing is missed: a figure is below its target, or above
        if low_limit is not None and low_limit > low:
            low, low_why = low_limit, _far_miss(settings.critical_miss, "" if one_sided else "below")
        if high_limit is not None and high_limit < high:
            high, high_why = high_limit, _far_miss(settings.critical_miss, "" if one_sided else "above")
    return Band(from_float(low), from_float(high), low_why, high_why)


def possible(usual: Band, can: PossibleFigures) -> Band:
    """The band without the figures that cannot be: what is an error is not offered as ordinary."""
    least, most, show = can.least, can.most, can.measure.show
    if least is not None and usual.low < least <= usual.high:
        usual = replace(usual, low=least, low_why=f"{BEYOND}less than {show(least)}")
    if most is not None and usual.low <= most < usual.high:
        usual = replace(usual, high=most, high_why=f"{BEYOND}more than {show(most)}")
    return usual


# The same few sentences, thousands of times.
@cache
def _unusual(years: int) -> str:
    return f"unusual for its own {years} published years"


@cache
def _large(share: float) -> str:
    return f"a change of more than {share:.0%} against last year"


@cache
def _far_miss(share: Decimal, side: str) -> str:
    return (
        f"more than {share:.0%} {side} a critical target"
        if side
        else f"a critical target missed by more than {share:.0%}"
    )


def _own_noise(indicator: Indicator, year: float) -> float:
    if indicator.unit is Unit.PERCENT:
        return PERCENT_FLOOR
    if indicator.counts_whole_things:
        return POISSON_REACH * sqrt(2 * max(year, 1.0))
    return float(10**-indicator.decimals)


def critical_limits(
    indicator: Indicator, target: Figure | None, settings: OfficeSettings
) -> tuple[float | None, float | None]:
    """How low and how high a critical indicator may be before it is far from its target; None for a free side."""
    if not indicator.critical or not (aim := number(target)):
        return None, None
    margin = abs(aim) * settings.critical_miss
    below, above = asked_sides(indicator)
    return (_as_float(aim - margin) if below else None), (_as_float(aim + margin) if above else None)


def _as_float(number: Decimal) -> float:
    """As a float, and no more than the largest: a target may be as large as a cell can hold."""
    return max(-LARGEST, min(LARGEST, float(number)))
