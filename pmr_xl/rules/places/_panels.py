"""All members of one period beside those of another: what several rules by place ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pmr_xl.analysis.figures.usual import median
from pmr_xl.model.breakdowns.table import MemberSeries, MemberTable, Panel
from pmr_xl.model.entry import Entered
from pmr_xl.model.fiscal import Period, Span

ENOUGH = 10  # members; fewer agree by chance
TELLING = 5  # of them whose figure is not the one that most have
NEARLY_ALL = 0.95


def telling_members(first: Panel, second: Panel) -> list[str]:
    """Members with a figure in both, but for those that have what most have (0, 100): these agree by chance."""
    both = [one for one in first if one in second]
    if len(both) < ENOUGH:
        return []
    usual = {Counter(panel[one] for one in both).most_common(1)[0][0] for panel in (first, second)}
    return [one for one in both if first[one] not in usual or second[one] not in usual]


def same(first: Panel, second: Panel) -> int:
    """Of how many members the figures are the same in both, where that cannot be chance; 0 where it can."""
    members = telling_members(first, second)
    if len(members) < TELLING or any(first[one] != second[one] for one in members):
        return 0
    both = [one for one in first if one in second]
    alike = sum(first[one] == second[one] for one in both)
    return alike if alike >= NEARLY_ALL * len(both) else 0


def cells(series: MemberSeries, period: Period) -> list[Entered]:
    """The cells of a period's figures."""
    return [series.entered(member, period) for member in series.panels[period]]


def words(periods: Iterable[Period]) -> str:
    """Periods in words, runs of months as runs: ``March, May and June 2021``; ``November 2018 to June 2019``."""
    runs: list[list[Period]] = []
    for one in sorted(set(periods), key=lambda one: (one.span.value, one)):
        if runs and runs[-1][-1] == before(one):
            runs[-1].append(one)
        else:
            runs.append([one])
    said = []
    for run in runs:
        if len(run) > 2:  # noqa: PLR2004 - two are named one by one
            said.append(f"{run[0].words} to {run[-1].words}")
        else:
            said += [one.words for one in run]
    return with_and(said)


def before(period: Period) -> Period:
    """The month or year just before."""
    return period.months_back() if period.span is Span.MONTH else period.back()


def with_and(said: Sequence[str]) -> str:
    """Words with “and” before the last."""
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def consecutive(periods: Sequence[Period]) -> list[list[Period]]:
    """Periods of one kind in order, as runs without a gap."""
    runs: list[list[Period]] = []
    for one in periods:
        if runs and before(one) == runs[-1][-1]:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def changes(series: MemberSeries, period: Period) -> Panel:
    """How every member's figure changed from the period before; empty where there is none."""
    earlier = series.before(period)
    if earlier is None:
        return {}
    was, now = series.panels[earlier], series.panels[period]
    return {one: now[one] - was[one] for one in now if one in was}


def movements(series: MemberSeries) -> dict[Period, float]:
    """By how much the middle member moved in each period, either way; the first month of a year begins anew."""
    told = {}
    for period in series.panels:
        if len(moved := changes(series, period)) >= ENOUGH and not begins_anew(period):
            told[period] = median([abs(one) for one in moved.values()])
    return told


def begins_anew(period: Period) -> bool:
    """Whether a year to date begins anew with it, so that it goes with nothing before."""
    return period.span is Span.MONTH and period.month == 1


def in_both(table: MemberTable) -> Iterable[tuple[MemberSeries, MemberSeries]]:
    """Every two series of a table."""
    ordered = table.series
    return ((one, two) for place, one in enumerate(ordered) for two in ordered[place + 1 :])
