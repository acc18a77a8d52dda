"""Parts that add up in other years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.published import PublishedRows
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.sound import rounding_margin

ENOUGH_YEARS = 3


@rule(
    "PUB-002",
    Severity.QUERY,
    "{where}, {column}, is {found}, but its parts add up to {expected}; in {years} other years they make the whole.",
    fix="Look into the printed report at the whole and its parts; correct the table, or have the figure restated.",
    yields_to=("PUB-001", "PUB-003", "PUB-008"),
)
def parts_beside_whole(table: PublishedRows) -> Iterator[Spot]:
    """Parts that are all of a whole do not add up to it in one published year, and do in three others or more."""
    for row in table.rows:
        whole = row.indicator
        parts = [table.by_id[part.id] for part in whole.parts if part.id in table.by_id]
        if not whole.exhaustive or len(parts) < len(whole.parts):
            continue
        slack = rounding_margin(one.measure for one in (whole, *whole.parts))
        sums = {
            year: sum((part.by_year[year].value for part in parts), Decimal(0))
            for year in row.by_year
            if all(year in part.by_year for part in parts)
        }
        wrong = [year for year, total in sums.items() if abs(total - row.by_year[year].value) > slack]
        if len(sums) - len(wrong) >= ENOUGH_YEARS:
            for year in wrong:
                about = [row.by_year[year].entered, *(part.by_year[year].entered for part in parts)]
                expected = whole.measure.show(sums[year])
                yield spot(about[0], about=about, expected=expected, years=len(sums) - len(wrong))
