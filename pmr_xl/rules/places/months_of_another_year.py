"""Months of one year that are another year's, for all places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pmr_xl.model.breakdowns.table import MemberSeries, MemberTable
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.places._panels import cells, same, with_and, words


@rule(
    "PLC-001",
    Severity.QUERY,
    "{where} and what stands beside it: {periods} {say} of {places} {all} exactly what {others} {said}, in {series}. "
    "One of the two is not its own.",
    fix="Ask the source for both, and import what is right; a table that was copied over another leaves this behind.",
)
def months_of_another_year(table: MemberTable) -> Iterator[Spot]:
    """A period's figures are those of the same period of another year, place by place."""
    found: dict[tuple[int, int], list[tuple[Period, MemberSeries, int]]] = {}
    for series in table.series:
        for one, other in combinations(series.panels, 2):
            if one[1:] == other[1:] and table.fresh & {one, other}:
                early, late = sorted((one, other))
                if alike := same(series.panels[early], series.panels[late]):
                    found.setdefault((early.year, late.year), []).append((late, series, alike))
    for (first, last), told in found.items():
        periods = sorted({period for period, _, _ in told}, key=lambda one: (one.span.value, one))
        names = with_and(list(dict.fromkeys(series.indicator.name for _, series, _ in told)))
        back = last - first
        about = [
            cell for period, series, _ in told for when in (period, period.back(back)) for cell in cells(series, when)
        ]
        at = min(about, key=lambda one: one.where.row)
        yield spot(
            at,
            about=about,
            periods=words(periods),
            others=words([one.back(back) for one in periods]),
            places=max(alike for _, _, alike in told),
            all=table.all_words,
            series=names,
            say="says" if len(periods) == 1 else "say",
            said="says" if len(periods) == 1 else "say",
        )
