"""A zero among years that were never near it."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import from_float
from pmr_xl.model.published import PublishedRow, PublishedRows
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.sound import MANY, never_near_zero

ENOUGH_YEARS = 3


@rule(
    "PUB-012",
    Severity.QUERY,
    "{where}, {column}, is 0; in the {years} other years it was never below {expected}. Missing rather than nothing?",
    fix="Look into the printed report; where the figure is not available, write NA in the table and import it again.",
    yields_to=("PUB-001",),
)
def year_of_zero(table: PublishedRows) -> Iterator[Spot]:
    """Zero in a published year of an indicator that is far from zero in all others."""
    for row in table.rows:
        yield from _in_row(row)


def _in_row(row: PublishedRow) -> Iterator[Spot]:
    if row.indicator.unit.is_duration:
        return
    for one in row.numbers:
        others = row.but(one)
        if not one.value and len(others) >= ENOUGH_YEARS and min(others) >= MANY and never_near_zero(others):
            yield spot(one.entered, expected=row.indicator.measure.show(from_float(min(others))), years=len(others))
