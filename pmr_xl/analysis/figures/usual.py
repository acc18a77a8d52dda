"""What a figure usually is, and by which scale it is off: one answer for rules, forms and imported tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import log10
from typing import TypeVar

from pmr_xl.model.measure import Figure

Number = TypeVar("Number", float, Decimal)


def numbers_of(figures: Iterable[Figure | None]) -> list[float]:
    """The numbers among some figures."""
    return [float(figure) for figure in figures if isinstance(figure, Decimal)]


def median(numbers: Sequence[Number]) -> Number:
    """The middle of a few numbers: for four years of figures quicker than the library's."""
    row = sorted(numbers)
    half = len(row) // 2
    return row[half] if len(row) % 2 else (row[half - 1] + row[half]) / 2


def usual(figures: Iterable[Figure | None]) -> float | None:
    """The median of the numbers among some figures; None where there is none."""
    numbers = [figure for figure in figures if isinstance(figure, Decimal)]
    return float(median(numbers)) if numbers else None


def slip(value: float, references: Iterable[float], powers: Iterable[int], width: float) -> int | None:
    """The power of ten by which a value is off from one of the references, within ``width`` of it; None for none.

    Median and last year's figure are both asked: the median of what has just doubled lags behind it.
    """
    for reference in references:
        # Next to nothing over something is nothing even to a float.
        if reference and (times := abs(value / reference)):
            power = log10(times)
            for wanted in powers:
                if abs(power - wanted) < width:
                    return wanted
    return None


def slip_stretches(references: Sequence[float], powers: Sequence[int], width: float) -> list[tuple[float, float]]:
    """The stretches of sizes for which :func:`slip` says a power: overlapping ones as one, smallest first."""
    stretches = sorted(
        (abs(one) * 10 ** (power - width), abs(one) * 10 ** (power + width)) for one in references for power in powers
    )
    joined = [(low, high) for low, high in stretches[:1] if high]
    for low, high in stretches[1:]:
        if joined and low < joined[-1][1]:
            joined[-1] = joined[-1][0], max(high, joined[-1][1])
        elif high:
            joined.append((low, high))
    return joined
