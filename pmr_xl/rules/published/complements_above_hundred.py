"""Percentages that are all of a hundred, and make more."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.model.published import PublishedRow, PublishedRows
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.sound import rounding_margin

ENOUGH_YEARS = 3
_HUNDRED = Decimal(100)


@rule(
    "PUB-009",
    Severity.QUERY,
    "{where}, {column}: it and {others} make {found}; in {years} other years they make 100%.",
    fix="Look into the printed report at these percentages: one of them is wrong, or the parts overlap that year.",
    yields_to=("PUB-001", "PUB-008"),
)
def complements_above_hundred(table: PublishedRows) -> Iterator[Spot]:
    """Percentages of one whole that make 100% in three years or more make more, or less, in another."""
    parts = [row for row in table.rows if row.line.parent is not None]
    for _, group in groupby(parts, key=lambda row: row.line.parent and row.line.parent.id):
        shares = [row for row in group if row.indicator.unit is Unit.PERCENT]
        if len(shares) > 1:
            yield from _off(shares)


def _off(shares: list[PublishedRow]) -> Iterator[Spot]:
    years = [year for year in shares[0].by_year if all(year in row.by_year for row in shares)]
    sums = {year: sum((row.by_year[year].value for row in shares), Decimal(0)) for year in years}
    slack = rounding_margin(row.indicator.measure for row in shares)
    wrong = [year for year, total in sums.items() if abs(total - _HUNDRED) > slack]
    if len(years) - len(wrong) >= ENOUGH_YEARS:
        for year in wrong:
            cells = [row.by_year[year].entered for row in shares]
            others = ", ".join(f"row {row.row}" for row in shares[1:])
            found = shares[0].indicator.measure.show(sums[year])
            yield spot(
                cells[0], about=cells, found=found, expected="100%", others=others, years=len(years) - len(wrong)
            )
