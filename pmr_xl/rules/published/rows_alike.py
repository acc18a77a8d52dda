"""Two rows with the same figures."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.published import PublishedRow, PublishedRows
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.message import short

ENOUGH_YEARS = 3


@rule(
    "PUB-004",
    Severity.QUERY,
    "{where} has the same figures as “{other}” (row {row}) in all {years} years.",
    fix="Look into the printed report: a row may have been copied. If the two are one indicator, retire one of them.",
)
def rows_alike(table: PublishedRows) -> Iterator[Spot]:
    """Two rows of one agency with the same figures in every year, in three years or more, which are not all one."""
    first: dict[tuple[object, ...], PublishedRow] = {}
    for row in table.rows:
        figures = tuple((one.entered.key, one.value) for one in row.numbers)
        if len(figures) < ENOUGH_YEARS or len({value for _, value in figures}) == 1:
            continue  # 100% in every year is many rows' figure
        other = first.setdefault((row.indicator.unit, *figures), row)
        parent, of_other = row.line.parent, other.line.parent
        one_is_the_others = (parent is not None and parent.id == other.line.id) or (
            of_other is not None and of_other.id == row.line.id
        )
        if other is not row and not one_is_the_others:
            name = short(other.indicator.name)
            about = [one.entered for one in (*row.numbers, *other.numbers)]
            yield spot(row.label, about=about, other=name, row=other.row, years=len(figures))
