"""A figure that is none."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.published import PublishedRow, PublishedRows
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "PUB-001",
    Severity.ERROR,
    "{where}, {column}, holds {found}, which is not a figure in {unit}; it is left out.",
    fix="Look into the printed report; correct the table and import it again, or the unit in the schema.",
)
def unread_figure(table: PublishedRows) -> Iterator[Spot]:
    """A cell of an imported table that is no figure of its indicator's unit."""
    for row in table.rows:
        yield from _in_row(row)


def _in_row(row: PublishedRow) -> Iterator[Spot]:
    for one in (*row.actuals, *row.targets, *row.to_date):
        if one.figure is None and not one.empty:
            yield spot(one)
