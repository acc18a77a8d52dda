"""Which row of a published table is which indicator of a schema.

In this order: the same goal or table, whole and name; the same whole and name elsewhere in the chapter (it moved);
nearly the same name at the same place (it was renamed, by hand or by the report).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from pmr_xl.imports.published import PrintedRow, PublishedTable
from pmr_xl.library.naming import same, same_table
from pmr_xl.model.fault import Fault
from pmr_xl.model.indicator import Chapter, Line

_NEARLY = 0.8  # of the characters in common
_NEARLY_GOAL = 0.6


@dataclass
class Match:
    """Rows by number with the id each is known by; what no row is about; and names that differ."""

    ids: dict[int, str] = field(default_factory=dict)
    vanished: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str, str]] = field(default_factory=list)


def wholes(table: PublishedTable, rows: Sequence[PrintedRow]) -> dict[int, PrintedRow]:
    """For each sub-row by number, the row it is a part of: the nearest above it, at the same place, with that name.

    Raises:
        Fault: there is no such row.
    """
    found: dict[int, PrintedRow] = {}
    for at, row in enumerate(rows):
        if not row["parent"]:
            continue
        above = (one for one in reversed(rows[:at]) if place(one) == place(row) and one["indicator"] == row["parent"])
        whole = next(above, None)
        if whole is None:
            raise Fault(
                f"{table.path.name}, row {row.number}: “{row['indicator']}” is a part of “{row['parent']}”, "
                "which does not stand above it.",
                "Put the whole above its parts, in the same goal or table.",
            )
        found[row.number] = whole
    return found


def place(row: PrintedRow) -> tuple[str, str, str]:
    """Where a row is printed: its table, or its goal's number and words."""
    return row["section"], row["goal_no"], row["goal"]


def match(table: PublishedTable, rows: Sequence[PrintedRow], chapter: Chapter) -> Match:
    """Find the rows of one agency in its chapter."""
    above = wholes(table, rows)
    result, free = Match(), {line.id: line for line in chapter.lines}
    levels = [[row for row in rows if row.number not in above], [row for row in rows if row.number in above]]
    for level in levels:
        _pair(
            result,
            level,
            free,
            lambda row: (
                same_table(row["section"]) or same(row["goal"]),
                _whole(row, above, result),
                same(row["indicator"]),
            ),
            lambda line: (same_table(line.table) or same(line.goal), _parent(line), same(line.indicator.name)),
        )
        _pair(
            result,
            level,
            free,
            lambda row: (_whole(row, above, result), same(row["indicator"])),
            lambda line: (_parent(line), same(line.indicator.name)),
        )
        for row in level:
            if row.number not in result.ids and (near := _nearest(row, _whole(row, above, result), free.values())):
                result.ids[row.number] = near.id
                result.renamed.append((near.id, near.indicator.name, row["indicator"]))
                del free[near.id]
    result.vanished = list(free)
    return result


def _pair(
    result: Match,
    rows: Iterable[PrintedRow],
    free: dict[str, Line],
    key_of_row: Callable[[PrintedRow], Hashable],
    key_of_line: Callable[[Line], Hashable],
) -> None:
    """Pair rows and lines whose keys are equal and stand once on either side."""
    open_rows = [row for row in rows if row.number not in result.ids]
    row_keys = Counter(map(key_of_row, open_rows))
    line_keys = Counter(map(key_of_line, free.values()))
    lines = {key_of_line(line): line for line in free.values()}
    for row in open_rows:
        key = key_of_row(row)
        if row_keys[key] == line_keys[key] == 1:
            result.ids[row.number] = lines[key].id
            del free[lines[key].id]


def _parent(line: Line) -> str:
    return line.parent.id if line.parent else ""


def _whole(row: PrintedRow, above: dict[int, PrintedRow], result: Match) -> str:
    whole = above.get(row.number)
    return "" if whole is None else result.ids.get(whole.number, "?")


def _nearest(row: PrintedRow, whole: str, free: Iterable[Line]) -> Line | None:
    best, score = None, _NEARLY
    for line in free:
        section = row["section"]
        here = same_table(line.table) == same_table(section) if section else alike_goal(line.goal_no, line.goal, row)
        if here and _parent(line) == whole:
            ratio = SequenceMatcher(None, same(line.indicator.name), same(row["indicator"])).ratio()
            if ratio > score:
                best, score = line, ratio
    return best


def alike_goal(goal_no: str, goal: str, row: PrintedRow) -> bool:
    """Whether a goal is the row's: the same words, or the same number and nearly the same words."""
    if same(goal) == same(row["goal"]):
        return True
    return goal_no == row["goal_no"] and SequenceMatcher(None, same(goal), same(row["goal"])).ratio() >= _NEARLY_GOAL
