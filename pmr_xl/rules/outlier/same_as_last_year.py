"""Last year's figure to the last digit."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Ask, Entry
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import Standstill


@rule(
    "OUT-003",
    Severity.QUERY,
    "{where} is {found}, to the last digit what it was last year.",
    fix="Type this period’s figure; if it is the same, say so under Explanation.",
    yields_to=("XPR", "TYP", "UNT"),
)
def same_as_last_year(_: Standstill, entry: Entry) -> Iterator[Spot]:
    """A figure of three digits or more that is last year’s exactly."""
    said = entry.entered.get(Ask.EXPLANATION)
    if said is None or said.empty:
        yield spot(entry.actual, expected="this period’s figure")
