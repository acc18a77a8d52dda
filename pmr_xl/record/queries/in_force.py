"""Which of the figures stated for a period is in force, and which were before."""

from __future__ import annotations

from collections.abc import Iterable

from pmr_xl.analysis.fytd import WORKED_OUT
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.record.entries import figure_of, period_of

_ACTUAL = FactKind.ACTUAL.value


def in_force(stated: Iterable[tuple[str, str, str, str, object, str]]) -> Past:
    """Of each period the figure that is stated last; of actuals also the others, and which years to date follow.

    Args:
        stated: indicator, period, kind, value; whether a later edition than the one asked about states it: such figures
            come first, only fill what nobody states earlier, and were never in force before; and from what place.
    """
    actuals: dict[str, dict[Period, Figure]] = {}
    targets: dict[str, dict[Period, Figure]] = {}
    once: dict[str, dict[Period, list[Figure]]] = {}
    ours: dict[str, set[Period]] = {}
    filled: set[tuple[bool, str, Period]] = set()
    for indicator, period, kind, value, later, place in stated:
        figures = (actuals if kind == _ACTUAL else targets).setdefault(indicator, {})
        when, figure = period_of(period), figure_of(value)
        key = kind == _ACTUAL, indicator, when
        if later:
            filled.add(key)
        elif key in filled:
            filled.discard(key)
        elif when in figures and kind == _ACTUAL and figures[when] != figure:
            once.setdefault(indicator, {}).setdefault(when, []).append(figures[when])
        figures[when] = figure
        if place.startswith(WORKED_OUT):
            ours.setdefault(indicator, set()).add(when)
        elif indicator in ours:
            ours[indicator].discard(when)
    only_later: dict[bool, dict[str, set[Period]]] = {True: {}, False: {}}
    for actual, indicator, when in filled:
        only_later[actual].setdefault(indicator, set()).add(when)
    return Past(actuals, targets, once, ours, later=only_later[True], later_targets=only_later[False])
