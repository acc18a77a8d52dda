"""A month that repeats the month before, for all places."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.breakdowns.table import MemberSeries, MemberTable
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.places._panels import cells, same, with_and


@rule(
    "PLC-002",
    Severity.QUERY,
    "{where} and what stands beside it: {period} says of {places} {all} exactly what {before} says, in {series}. "
    "Carried over rather than counted?",
    fix="Ask the source; where nothing was counted, write NA and import again.",
    yields_to=("PLC-001",),
)
def month_as_before(table: MemberTable) -> Iterator[Spot]:
    """No place has moved since the month before, though they do not all stand at the same figure."""
    found: dict[Period, list[tuple[MemberSeries, int]]] = {}
    for series in table.series:
        if series.indicator.counts_whole_things:
            continue  # a count to date stands still where nothing more happened
        for period in series.months:
            earlier = series.before(period)
            if period not in table.fresh or earlier is None:
                continue
            if alike := same(series.panels[earlier], series.panels[period]):
                found.setdefault(period, []).append((series, alike))
    for period, told in found.items():
        about = [cell for series, _ in told for cell in cells(series, period)]
        yield spot(
            min(about, key=lambda one: one.where.row),
            about=about,
            period=period.words,
            before=period.months_back().words,
            places=max(alike for _, alike in told),
            all=table.all_words,
            series=with_and([series.indicator.name for series, _ in told]),
        )
