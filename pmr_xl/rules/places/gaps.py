"""Periods that are missing between others, and places that are missing in some."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pmr_xl.model.breakdowns.table import MemberSeries, MemberTable
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.places._panels import before, with_and, words


@rule(
    "PLC-007",
    Severity.QUERY,
    "{where}: {missing}, in {series}, though figures stand before and after.",
    fix="Import what is missing; where it was not counted, import NA, so that nobody takes it for forgotten.",
)
def gaps(table: MemberTable) -> Iterator[Spot]:
    """Figures are missing inside a series: of all places for some periods, or of some places."""
    if table.said is not None:
        return  # a form's own gaps are told as empty cells, those of other years nobody can fill there
    found: dict[str, list[MemberSeries]] = {}
    first: dict[str, tuple[MemberSeries, Period]] = {}
    for series in table.series:
        for said, at in (*_periods(series, table), *_members(series, table)):
            found.setdefault(said, []).append(series)
            first.setdefault(said, (series, at))
    for said, told in found.items():
        series, at = first[said]
        entered = series.entered(next(iter(series.panels[at])), at)
        names = with_and([one.indicator.name for one in told])
        yield spot(entered, found="", missing=said, series=names, about=[entered])


def _periods(series: MemberSeries, table: MemberTable) -> Iterator[tuple[str, Period]]:
    """Runs of periods in which no place has a figure; the period after each."""
    for span in Span:
        there = [one for one in series.panels if one.span is span]
        step = _step(there)
        for earlier, later in pairwise(there):
            if _between(earlier, later) > step and later in table.fresh:
                lost, one = [], before(later)
                while one != earlier:
                    lost.append(one)
                    one = before(one)
                yield f"{words(lost)} {'is' if len(lost) == 1 else 'are'} missing for all {table.all_words}", later


def _members(series: MemberSeries, table: MemberTable) -> Iterator[tuple[str, Period]]:
    """Runs of periods in which some places have no figure."""
    everybody = series.figures
    for span in Span:
        there = [one for one in series.panels if one.span is span]
        short = [one for one in there if one in table.fresh and len(series.panels[one]) < len(everybody)]
        step = _step(there)
        for run in _runs(short, there):
            lost = [len(everybody) - len(series.panels[one]) for one in run]
            many = str(lost[0]) if min(lost) == max(lost) else f"{min(lost)} to {max(lost)}"
            when = words(run) if step == 1 else f"{run[0].words} to {run[-1].words}" if len(run) > 1 else run[0].words
            yield f"in {when} {many} of {len(everybody)} {table.all_words} are missing", run[0]


def _runs(short: list[Period], there: list[Period]) -> list[list[Period]]:
    """Periods beside each other among those that there are."""
    places = {one: place for place, one in enumerate(there)}
    runs: list[list[Period]] = []
    for one in short:
        if runs and places[one] == places[runs[-1][-1]] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _step(there: list[Period]) -> int:
    """How far apart periods usually lie, in their own kind."""
    apart = sorted(_between(one, two) for one, two in pairwise(there))
    return apart[len(apart) // 2] if apart else 1


def _between(earlier: Period, later: Period) -> int:
    if earlier.span is Span.MONTH:
        return (later.year - earlier.year) * 12 + later.month - earlier.month
    return later.year - earlier.year
