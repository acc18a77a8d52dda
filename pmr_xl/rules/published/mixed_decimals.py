"""One figure with other decimals than its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.display.plural import plural
from pmr_xl.model.entry import Entered
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.model.published import PublishedRow, PublishedRows
from pmr_xl.rules.engine.declaration import Spot, rule, spot

ENOUGH_YEARS = 3
_WHOLE = ("100%", "0%", "0")  # often printed without decimals, whatever the row has


@rule(
    "PUB-005",
    Severity.QUERY,
    "{where}, {column}, is {found}, with {mine}; {years} other figures of the row have {expected}.",
    fix="Look into the printed report; in the same row figures are printed with the same decimals.",
    yields_to=("PUB-001", "PUB-008"),
)
def mixed_decimals(table: PublishedRows) -> Iterator[Spot]:
    """One figure of a row is printed with other decimals than the others, three or more."""
    for row in table.rows:
        yield from _in_row(row)


def _in_row(row: PublishedRow) -> Iterator[Spot]:
    cells = [one for one in (*row.actuals, *row.to_date) if isinstance(one.figure, Decimal)]
    if not row.as_printed or row.indicator.unit.is_duration or row.indicator.unit is Unit.RATIO:
        return
    counts = Counter(map(decimals, cells))
    usual, often = counts.most_common(1)[0] if counts else (0, 0)
    odd = [one for one in cells if decimals(one) != usual and one.text not in _WHOLE]
    if often >= ENOUGH_YEARS and len(odd) == 1:
        yield spot(odd[0], expected=_said(usual), mine=_said(decimals(odd[0])), years=often)


def _said(count: int) -> str:
    return f"{count or 'no'} {plural(count, 'decimal')}"


def decimals(cell: Entered) -> int:
    """How many decimals a figure is printed with."""
    return len(cell.text.rstrip("%").partition(".")[2])
