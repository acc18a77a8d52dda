"""Units of appropriation that do not make their total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.published import Published, PublishedRow, PublishedRows
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.sound import rounding_margin

_TOTAL, _AGENCY = "- total", "agency total"


@rule(
    "PUB-010",
    Severity.QUERY,
    "{where}, {column}, is {found}, but {lines} make {expected}.",
    fix="Look into the printed report at the total and its lines; correct the table.",
    yields_to=("PUB-001",),
)
def appropriations_and_total(table: PublishedRows) -> Iterator[Spot]:
    """A total is not the sum of its units of appropriation within rounding, or the agency's not of its blocks."""
    if table.kind is not Published.APPROPRIATIONS:
        return
    totals = [row for row in table.rows if row.indicator.name.casefold().endswith(_TOTAL)]
    for total in totals:
        lines = [row for row in table.rows if row.block == total.block and row is not total]
        yield from _beside(total, lines, f"its {len(lines)} units of appropriation")
    for agency in table.rows:
        if agency.indicator.name.casefold() == _AGENCY and totals:
            yield from _beside(agency, totals, f"its {len(totals)} blocks")


def _beside(total: PublishedRow, lines: list[PublishedRow], said: str) -> Iterator[Spot]:
    cells = [(one, [row.actuals + row.targets for row in lines]) for one in (*total.actuals, *total.targets)]
    for place, (stated, rows) in enumerate(cells):
        below = [row[place] for row in rows]
        numbers = [one.figure for one in below if isinstance(one.figure, Decimal)]
        if not below or len(numbers) < len(below) or not isinstance(stated.figure, Decimal):
            continue
        made, measure = sum(numbers, Decimal(0)), total.indicator.measure
        if abs(made - stated.figure) > rounding_margin([measure] * (len(below) + 1)):
            yield spot(stated, about=[stated, *below], expected=measure.show(made), lines=said)
