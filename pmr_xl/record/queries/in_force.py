"""Which of the figures stated for a period is in force, and which were before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pmr_xl.analysis.fytd import WORKED_OUT
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.record.entries import figure_of, period_of

_ACTUAL = FactKind.ACTUAL.value
_TABLE = "row "  # how the place of what a table states begins


def in_force(
    stated: Iterable[tuple[str, str, str, str, object, str]], withdrawn: Iterable[tuple[str, str, str, str]] = ()
) -> Past:
    """Of each period the figure that is stated last, and the others; of actuals also which years to date follow.

    Args:
        stated: indicator, period, kind, value; whether a later edition than the one asked about states it: such figures
            come first, only fill what nobody states earlier, and were never in force before; and from what place.
        withdrawn: the same four of what was taken back: it was in force before.
    """
    actuals: dict[str, dict[Period, Figure]] = {}
    targets: dict[str, dict[Period, Figure]] = {}
    once: dict[bool, dict[str, dict[Period, list[Figure]]]] = {True: {}, False: {}}
    begun: dict[bool, dict[str, set[Period]]] = {True: {}, False: {}}
    ours: dict[str, set[Period]] = {}
    filled: set[tuple[bool, str, Period]] = set()
    for indicator, period, kind, value, later, place in stated:
        figures = (actuals if kind == _ACTUAL else targets).setdefault(indicator, {})
        when, figure, actual = period_of(period), figure_of(value), kind == _ACTUAL
        key = actual, indicator, when
        if later:
            filled.add(key)
        elif key in filled:
            filled.discard(key)
        elif when in figures and figures[when] != figure:
            once[actual].setdefault(indicator, {}).setdefault(when, []).append(figures[when])
        elif when not in figures and place and not place.startswith(_TABLE):
            begun[actual].setdefault(indicator, set()).add(when)
        figures[when] = figure
        if place.startswith(WORKED_OUT):
            ours.setdefault(indicator, set()).add(when)
        elif indicator in ours:
            ours[indicator].discard(when)
    for actual, indicator, when, figure in _taken_back(withdrawn, actuals, targets):
        once[actual].setdefault(indicator, {}).setdefault(when, []).append(figure)
    only_later: dict[bool, dict[str, set[Period]]] = {True: {}, False: {}}
    for actual, indicator, when in filled:
        only_later[actual].setdefault(indicator, set()).add(when)
    return Past(
        *(actuals, targets, once[True], once[False], begun[True], begun[False], ours),
        later=only_later[True],
        later_targets=only_later[False],
    )


def _taken_back(
    withdrawn: Iterable[tuple[str, str, str, str]],
    actuals: Mapping[str, Mapping[Period, Figure]],
    targets: Mapping[str, Mapping[Period, Figure]],
) -> Iterator[tuple[bool, str, Period, Figure]]:
    """What was taken back and is not in force all the same; whether it is an actual, of which indicator, of when."""
    for indicator, period, kind, value in withdrawn:
        when, figure, actual = period_of(period), figure_of(value), kind == _ACTUAL
        if (actuals if actual else targets).get(indicator, {}).get(when) != figure:
            yield actual, indicator, when, figure
