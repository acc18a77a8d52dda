"""Figures that stand beside the wrong places: rows shifted, or sorted otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmr_xl.analysis.figures.usual import median
from pmr_xl.model.breakdowns.table import MemberTable, Panel
from pmr_xl.model.display.plural import plural
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.places._panels import ENOUGH, begins_anew, cells, telling_members

_CLOSER = 4.0  # times as close to the month before, once the rows are put back
_FARTHEST = 3  # rows


@rule(
    "PLC-009",
    Severity.ERROR,
    "{where} and what stands beside it: in {period} the figures of {series} are those of other {all}: {how} they go "
    "with {before}.",
    fix="Sort the table by place again, figure and place together, and import it.",
    yields_to=("PLC-001",),
)
def rows_shifted_by_place(table: MemberTable) -> Iterator[Spot]:
    """The ranks of all places change at once, and one way of reading the rows puts them back."""
    names = {one.code: one.name for one in table.breakdown.members}
    for series in table.series:
        for period, now in series.panels.items():
            earlier = series.before(period)
            if period not in table.fresh or earlier is None or begins_anew(period):
                continue
            was = series.panels[earlier]
            if len(telling_members(was, now)) < ENOUGH:
                continue
            apart = _apart(was, now)
            for how, order in _orders(now, names).items():
                moved = {member: now[order[member]] for member in order}
                if _CLOSER * _apart(was, moved) <= apart and apart > 10.0**-series.indicator.decimals:
                    about = cells(series, period)
                    yield spot(
                        about[0], about=about, found="", period=period.words, before=earlier.words, how=how,
                        series=series.indicator.name, all=table.all_words,
                    )  # fmt: skip
                    break


def _apart(was: Panel, now: Panel) -> float:
    """The middle distance between what members had and have; what most have says nothing of the order."""
    members = telling_members(was, now)
    return median([abs(was[one] - now[one]) for one in members]) if members else float("inf")


def _orders(now: Panel, names: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Ways in which rows come to stand beside others: by member whose figure it has, in words."""
    codes = sorted(now)
    told = {}
    for by in (*range(1, _FARTHEST + 1), *range(-_FARTHEST, 0)):
        rows = f"{abs(by)} {plural(abs(by), 'row')} {'up' if by > 0 else 'down'}"
        told[f"moved {rows}"] = {
            one: codes[place + by] for place, one in enumerate(codes) if 0 <= place + by < len(codes)
        }
    alphabet = sorted(codes, key=lambda one: names.get(one, one))
    if alphabet != codes:
        told["put in the order of the codes, not of the names,"] = dict(zip(alphabet, codes, strict=True))
        told["put in the order of the names, not of the codes,"] = dict(zip(codes, alphabet, strict=True))
    told["turned upside down"] = dict(zip(codes, reversed(codes), strict=True))
    return told
