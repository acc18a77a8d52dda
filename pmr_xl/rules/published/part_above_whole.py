"""A part above its whole in one year."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.published import PublishedRow, PublishedRows
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.sound import can_exceed_no_whole
from pmr_xl.rules.engine.message import short

ENOUGH_YEARS = 3


@rule(
    "PUB-003",
    Severity.QUERY,
    "{where}, {column}, is {found}, more than its whole, “{whole}”, with {expected}; in {years} other years it is not.",
    fix="Look into the printed report at both figures: a part cannot be larger than its whole.",
    yields_to=("PUB-001", "PUB-008"),
)
def part_above_whole(table: PublishedRows) -> Iterator[Spot]:
    """A part is larger than its whole in a published year, and is not in three others or more."""
    for row in table.rows:
        yield from _in_row(row, table)


def _in_row(row: PublishedRow, table: PublishedRows) -> Iterator[Spot]:
    above = None if row.line.parent is None else table.by_id.get(row.line.parent.id)
    if above is None or not can_exceed_no_whole(row.line):
        return
    both = [year for year in row.by_year if year in above.by_year]
    larger = [year for year in both if row.by_year[year].value > above.by_year[year].value]
    if len(both) - len(larger) >= ENOUGH_YEARS:
        for year in larger:
            part, whole = row.by_year[year].entered, above.by_year[year].entered
            name, years = short(above.indicator.name), len(both) - len(larger)
            yield spot(part, expected=whole.as_printed, about=[part, whole], whole=name, years=years)
