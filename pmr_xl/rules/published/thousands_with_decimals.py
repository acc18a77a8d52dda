"""($000) with decimals."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.model.published import Published, PublishedRow, PublishedRows
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.published.mixed_decimals import decimals


@rule(
    "PUB-007",
    Severity.QUERY,
    "{where} is in thousand dollars and has decimals ({found}); the report prints whole thousands.",
    fix="Look into the printed report whether ($000,000) is meant, or dollars were divided twice.",
)
def thousands_with_decimals(table: PublishedRows) -> Iterator[Spot]:
    """A resource in thousand dollars printed with decimals, as only millions are."""
    for row in table.rows if table.kind is Published.RESOURCES else ():
        yield from _in_row(row)


def _in_row(row: PublishedRow) -> Iterator[Spot]:
    if row.indicator.unit is not Unit.DOLLARS_THOUSANDS:
        return
    odd = [one for one in (*row.actuals, *row.targets) if not one.empty and decimals(one)]
    if odd:
        found = ", ".join(one.text for one in odd)
        yield spot(row.label, found=found, about=odd)
