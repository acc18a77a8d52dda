"""Places or groups without a figure."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.breakdowns.table import MemberTable
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.places._panels import with_and

_NAMED = 3


@rule(
    "PLC-010",
    Severity.ERROR,
    "{where}: {places} of {series} {have} no figure yet.",
    fix="Fill the yellow cells; where a figure is not available, write NA and a word of explanation.",
)
def member_figures_missing(table: MemberTable) -> Iterator[Spot]:
    """A form leaves figures of places or groups empty, or has lost their rows."""
    if table.said is None:
        return
    for series in table.series:
        rows = [one for one in table.said.entries if one.line is not None and one.line.id == series.line.id]
        empty = [one for one in rows if one.figure.empty]
        gone = sorted(table.breakdown.by_code.keys() - {one.member for one in rows})
        names = [table.member_name(one) for one in (*(one.member for one in empty), *gone)]
        if names:
            more = len(names) - _NAMED
            said = with_and(names[:_NAMED] if more <= 0 else [*names[:_NAMED], f"{more} more"])
            at = (empty or rows)[0].figure
            about = [one.figure for one in empty] or [at]
            have = "has" if len(names) == 1 else "have"
            yield spot(at, found="", about=about, places=said, series=series.indicator.name, have=have)
