"""What one rule found all down a column, told once: the column was pasted, emptied or filled down as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.calls import Hit
from pmr_xl.rules.engine.declaration import spot
from pmr_xl.rules.engine.fold import FEWEST
from pmr_xl.rules.engine.message import spread

SHARE = 0.3  # of the table's rows
_STRETCHES = 12  # of rows are named one by one
_Run = tuple[Hit, CellRef, int]


def columns_told(hits: Sequence[Hit], submission: Submission) -> tuple[list[_Run], list[Hit]]:
    """The columns of the Submission sheet in many of whose rows a rule found something, and the hits that are left.

    Only rules that have words for it (``Rule.of_column``) are told so, and no cell that can be repaired by itself.

    Returns:
        of every such column the one hit for all, its last cell and how many cells there are; and all other hits.
    """
    groups: dict[tuple[str, int], list[Hit]] = {}
    for hit in hits:
        if hit.rule.of_column and hit.spot.where.sheet == submission.sheet and _alike(hit):
            groups.setdefault((hit.rule.code, hit.spot.where.column), []).append(hit)
    told: list[_Run] = []
    inside: set[int] = set()
    for group in groups.values():
        cells = sorted({hit.spot.where for hit in group})
        if len(cells) >= max(FEWEST, SHARE * len(submission.rows)):
            told.append((_one_for_all(group, cells, len(submission.rows)), cells[-1], len(cells)))
            inside.update(map(id, group))
    return told, [hit for hit in hits if id(hit) not in inside]


def _alike(hit: Hit) -> bool:
    return hit.spot.repair is None and not hit.spot.for_office


def _one_for_all(group: Iterable[Hit], cells: list[CellRef], rows: int) -> Hit:
    first = min(group, key=lambda hit: hit.spot.where)
    count = f"{len(cells)} of {rows}"
    entered = first.spot.entered
    column = entered.heading if entered is not None else "Id"
    told = spread(first, first.rule.severity).message
    message = f"{{where}}: {first.rule.of_column}{_which([one.row for one in cells])}. The first: {{first}}"
    whole = replace(first.rule, message=message, fix=first.rule.column_fix)
    return Hit(whole, spot(cells[0], found=count, about=cells, count=count, column=column, first=told), None)


def _which(rows: list[int]) -> str:
    """`` (rows 3-9, 12)``; nothing where they follow each other, for then the place says it."""
    stretches: list[tuple[int, int]] = []
    for row in rows:
        if stretches and row == stretches[-1][1] + 1:
            stretches[-1] = stretches[-1][0], row
        else:
            stretches.append((row, row))
    if len(stretches) == 1:
        return ""
    told = [str(first) if first == last else f"{first}-{last}" for first, last in stretches[:_STRETCHES]]
    return f" (rows {', '.join(told)}{' …' if len(stretches) > len(told) else ''})"
