"""Rows that stand twice in a published table: two figures for one indicator, of which none may be taken for it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from pmr_xl.imports.drafts.drafting import blocks
from pmr_xl.imports.matching import wholes
from pmr_xl.imports.published import PublishedTable, TableLayout, TableRow
from pmr_xl.model.fault import Fault
from pmr_xl.office.naming import same, same_table

_TWICE = 2
_SHOWN = 5


def refuse_repeated(table: PublishedTable) -> None:
    """Refuse a table that has a row twice: same agency, same place, same whole, same name.

    The same name under another goal, table or whole is another row, as the report prints them.

    Raises:
        Fault: naming the rows (of the first five that stand twice).
    """
    told = []
    for code, rows in table.agencies().items():
        numbers: dict[Hashable, list[TableRow]] = {}
        for row, key in zip(rows, _keys(table, rows), strict=True):
            numbers.setdefault(key, []).append(row)
        told += [_say(table, code, found) for found in numbers.values() if len(found) > 1]
    if told:
        more = f"; and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
        raise Fault(
            f"{table.path.name}: {'; '.join(told[:_SHOWN])}{more}.",
            "Keep the row that is right, remove the other, and import again.",
        )


def _keys(table: PublishedTable, rows: Sequence[TableRow]) -> list[Hashable]:
    """What tells a row from the others of its agency."""
    if table.layout is TableLayout.RESOURCES:
        return [same(row["resource"]) for row in rows]
    if table.layout is TableLayout.APPROPRIATIONS:
        return [(block, same(row["unit_of_appropriation"])) for row, block in zip(rows, blocks(rows), strict=True)]
    above = wholes(table, rows)
    return [
        (
            *(same_table(row["section"]), same(row["service"]), row["goal_no"], same(row["goal"])),
            above[row.number].number if row.number in above else 0,
            same(row["indicator"]),
        )
        for row in rows
    ]


def _say(table: PublishedTable, code: str, found: Sequence[TableRow]) -> str:
    *first, last = (str(row.number) for row in found)
    times = "twice" if len(found) == _TWICE else f"{len(found)} times"
    return f"“{found[0][table.layout.mark]}” of {code} stands {times}, rows {', '.join(first)} and {last}"
