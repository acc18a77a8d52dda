"""Monthly figures beside the same month of other years, and runs of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from pmr_xl.model.fiscal import Period
from pmr_xl.model.published import MonthSeries, Number

ENOUGH_YEARS = 3
Told = TypeVar("Told")


def beside(series: MonthSeries) -> Iterator[tuple[Number, list[float]]]:
    """Each figure with those of the same month in other years, where there are three or more."""
    alike: dict[tuple[object, int], list[tuple[Period, Number]]] = {}
    for period, one in series.numbers.items():
        alike.setdefault((period.span, period.month), []).append((period, one))
    for period, one in series.numbers.items():
        same_month = alike[period.span, period.month]
        others = [float(other.value) for when, other in same_month if when != period]
        if len(others) >= ENOUGH_YEARS:
            yield one, others


def period(one: Number) -> str:
    """The time a figure speaks of, in words."""
    return Period.parse(one.entered.key).words


def runs(found: Sequence[tuple[Number, Told]], same: Callable[[Told], object]) -> Iterator[list[tuple[Number, Told]]]:
    """What was found, together where it is of one fiscal year and says the same."""
    groups: dict[tuple[object, ...], list[tuple[Number, Told]]] = {}
    for one, told in found:
        year, _, span = one.entered.key.partition("-")
        groups.setdefault((year, span[:1], one.entered.where.column, same(told)), []).append((one, told))
    yield from groups.values()
