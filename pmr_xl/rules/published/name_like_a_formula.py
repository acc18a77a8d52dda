"""A name that a spreadsheet takes for a formula."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.published import PublishedRow, PublishedRows
from pmr_xl.rules.engine.declaration import Spot, rule, spot

SIGNS = ("=", "+", "-", "@", "\t", "\r")


@rule(
    "PUB-011",
    Severity.QUERY,
    "{where}: the name {found} begins as a formula does; a spreadsheet that opens it would reckon or ask, not show it.",
    fix="Take the first sign out of the table, if it is not part of the printed name, and import it again.",
)
def name_like_a_formula(table: PublishedRows) -> Iterator[Spot]:
    """A name that begins with =, +, - or @."""
    for row in table.rows:
        yield from _in_row(row)


def _in_row(row: PublishedRow) -> Iterator[Spot]:
    if row.label.raw.startswith(SIGNS):
        yield spot(row.label, found=f"“{visible_text(row.label.raw)}”")
