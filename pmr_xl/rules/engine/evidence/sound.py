"""Conditions that more than one rule asks about: of a form being filled, and of a table that is imported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pmr_xl.analysis.figures.usual import median
from pmr_xl.model.measure import Measure, Unit
from pmr_xl.model.schema.indicator import Aggregation
from pmr_xl.model.schema.line import Line

APART = 10  # times away from every other figure: what swings so widely has no scale to slip from
FAR = 4  # a least figure within a quarter of the usual: this indicator does not come near zero by itself
MANY = 20  # cases: a period of fewer may well be followed by one of none
COUNTED = (
    Unit.NUMBER,
    Unit.THOUSANDS,
    Unit.MILLIONS,
    Unit.DOLLARS_THOUSANDS,
    Unit.DOLLARS_MILLIONS,
)  # $ may be a price


def rounding_margin(measures: Iterable[Measure]) -> Decimal:
    """What rounding can hide in a sum: half of the last printed digit of each figure in it."""
    return sum((measure.half_unit for measure in measures), Decimal(0))


def can_exceed_no_whole(line: Line) -> bool:
    """Whether an indicator is a part that is counted as its whole is, so that it cannot be more."""
    whole, part = line.parent, line.indicator
    if whole is None or whole.unit is not part.unit or whole.unit not in COUNTED:
        return False
    return part.aggregation is not Aggregation.AVERAGE and part.decimals <= whole.decimals


def far_from(value: float, others: Sequence[float]) -> bool:
    """Whether a figure is ten times away from every other one."""
    return not (min(others) < abs(value) * APART and abs(value) < max(others) * APART)


def never_near_zero(others: Sequence[float]) -> bool:
    """Whether figures are so far from zero that a zero among them is no figure of theirs."""
    least = min(others)
    return least > 0 and least > median(others) / FAR
