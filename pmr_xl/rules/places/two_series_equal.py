"""Two series of one place that say the same."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.breakdowns.table import MemberSeries, MemberTable, Panel
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.places._panels import ENOUGH, in_both, with_and

_RARE = 0.02  # of all figures that two series have in common: more often is no slip


@rule(
    "PLC-004",
    Severity.QUERY,
    "{where}: in {period} {one} and {other} are both {found} in {places}; else they are never the same.",
    fix="Look which of the two was typed twice, and correct the other.",
    yields_to=("PLC-001", "PLC-003"),
)
def two_series_equal(table: MemberTable) -> Iterator[Spot]:
    """The same figure in two columns that are apart in every other place and month."""
    for one, other in in_both(table):
        if one.indicator.measure != other.indicator.measure:
            continue
        both, alike = 0, dict[Period, list[str]]()
        for period, first in one.panels.items():
            second = other.panels.get(period, {})
            both += sum(each in second for each in first)
            if found := _alike(first, second):
                alike[period] = found
        if sum(map(len, alike.values())) > max(1, _RARE * both):
            continue
        for period, members in alike.items():
            if period in table.fresh:
                yield _spot(table, one, other, period, members)


def _alike(first: Panel, second: Panel) -> list[str]:
    return (
        [each for each in first if each in second and first[each] == second[each] != 0] if len(first) >= ENOUGH else []
    )


def _spot(table: MemberTable, one: MemberSeries, other: MemberSeries, period: Period, members: list[str]) -> Spot:
    about = [series.entered(member, period) for member in members for series in (one, other)]
    return spot(
        about[0], found=about[0].as_printed, about=about, period=period.words, one=one.indicator.name,
        other=other.indicator.name, places=with_and([table.member_name(member) for member in members]),
    )  # fmt: skip
