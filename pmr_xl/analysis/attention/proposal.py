"""A band in which next year's target could lie, and why: offered for discussion, never filled in by itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.status import against_target
from pmr_xl.analysis.surpassed import full_years
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import from_float
from pmr_xl.model.schema.indicator import Direction

ENOUGH, MOST = 3, 5  # full years that a band is worked out from


class Proposal(NamedTuple):
    """A band for a target, both ends included, and the years it is worked out from."""

    low: Decimal
    high: Decimal
    years: int


def proposal(one: Comparison) -> Proposal | None:
    """From the median of the last full years to where the line through them leads next year, at printed precision.

    The median says what is usual, the line where it is going; a target between the two asks for neither less than
    usual nor more than the trend gives. None with fewer than three years running, and where the line leads to what
    cannot be.
    """
    known = [figure for _, figure in full_years(one, one.actual)][:MOST][::-1]
    values = [float(figure) for figure in known if isinstance(figure, Decimal)]
    if len(values) < ENOUGH or len(values) != len(known):
        return None
    count, middle = len(values), sum(values) / len(values)
    centre = (count - 1) / 2
    spread = sum((at - centre) ** 2 for at in range(count))
    slope = sum((at - centre) * (value - middle) for at, value in enumerate(values)) / spread
    ends = sorted((median(values), middle + slope * (count - centre)))
    low, high = (one.indicator.target_measure.round(from_float(end)) for end in ends)
    can = one.possible
    if (can.least is not None and low < can.least) or (can.most is not None and high > can.most):
        return None
    return Proposal(low, high, count)


def has_direction(one: Comparison) -> bool:
    """Whether it is known on which side of a target is better."""
    return one.indicator.desired_direction is not Direction.NONE


def years_met(one: Comparison) -> Iterator[tuple[Period, str]]:
    """Each full year whose own target is known, the latest first, and how it stood against it."""
    for year, figure in full_years(one, one.actual):
        if (aim := one.targets.get(year)) is not None:
            status = against_target(one.indicator, figure, aim, one.published.get(year.back()), one.settings)
            yield year, status.value
