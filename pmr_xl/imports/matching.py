"""Which row of a published table is which indicator of a schema.

In this order: the same goal or table, whole and name; the same whole and name elsewhere in the chapter (it moved); the
same by the former name that the schema tells; a retired indicator, or one that another agency has now; nearly the same
name at the same place; the name that an id was made from (it was renamed, by hand or by the report).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeAlias

from pmr_xl.imports.published import PublishedTable, TableRow
from pmr_xl.model.fault import Fault
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line
from pmr_xl.office.naming import Named, ids, same, same_table, slug

Elsewhere: TypeAlias = Callable[[], Iterable[Line]]
_NEARLY = 0.8  # of the characters in common
_NEARLY_GOAL = 0.6


@dataclass
class Match:
    """Rows by number with the id each is known by; what no row is about; and names that differ.

    Attributes:
        lines: the same rows with the indicator at its place.
    """

    ids: dict[int, str] = field(default_factory=dict)
    lines: dict[int, Line] = field(default_factory=dict)
    vanished: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str, str]] = field(default_factory=list)

    def take(self, row: TableRow, line: Line) -> None:
        """The row is about that indicator."""
        self.ids[row.number], self.lines[row.number] = line.id, line


def wholes(table: PublishedTable, rows: Sequence[TableRow]) -> dict[int, TableRow]:
    """For each sub-row by number, the row it is a part of: the nearest above it, at the same place, with that name.

    Raises:
        Fault: there is no such row.
    """
    found: dict[int, TableRow] = {}
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


def place(row: TableRow) -> tuple[str, str, str]:
    """Where a row is printed: its table, or its goal's number and words."""
    return row["section"], row["goal_no"], row["goal"]


def outside(row: TableRow) -> bool:
    """Whether a row stands outside services: in a named table, or in the one table of an agency without services."""
    return bool(row["section"]) or not row["service_no"]


def match(table: PublishedTable, rows: Sequence[TableRow], chapter: Chapter, elsewhere: Elsewhere = tuple) -> Match:
    """Find the rows of one agency in its chapter.

    Args:
        elsewhere: gives the indicators that other agencies have from this one; asked only where a row needs them.
    """
    above = wholes(table, rows)
    result, free = Match(), {line.id: line for line in chapter.lines}
    away: dict[str, Line] | None = None
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
        if all(row.number in result.ids for row in level):
            continue
        if away is None:
            away = {line.id: line for line in (*chapter.retired_lines, *elsewhere())}
        for lines, name in ((free, _former), (away, _name), (away, _former)):
            _pair(
                result,
                level,
                lines,
                lambda row: (_whole(row, above, result), same(row["indicator"])),
                lambda line, name=name: (_parent(line), name(line)),  # type: ignore[misc]  # bound in the loop
            )
        made = _made_ids(rows, chapter) if free else {}
        for row in level if free else ():
            by_id = free.get(made[row.number])
            if row.number not in result.ids and by_id is not None and _parent(by_id) == _whole(row, above, result):
                result.take(row, by_id)
                result.renamed.append((by_id.id, by_id.indicator.name, row["indicator"]))
                del free[by_id.id]
        for row in level:
            if row.number not in result.ids and (near := _nearest(row, _whole(row, above, result), free.values())):
                result.take(row, near)
                result.renamed.append((near.id, near.indicator.name, row["indicator"]))
                del free[near.id]
    result.vanished = list(free)
    return result


def _pair(
    result: Match,
    rows: Iterable[TableRow],
    free: dict[str, Line],
    key_of_row: Callable[[TableRow], Hashable],
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
            result.take(row, lines[key])
            del free[lines[key].id]


def _name(line: Line) -> str:
    return same(line.indicator.name)


def _former(line: Line) -> str:
    """What an indicator was called before; what no row is called where nothing is told."""
    return same(line.indicator.formerly) if line.indicator.formerly else f"? {line.id}"


def _made_ids(rows: Sequence[TableRow], chapter: Chapter) -> dict[int, str]:
    """The id that is made from each row's name: an indicator renamed since still has it."""
    named = [Named(row["indicator"], row["parent"], row["section"], row["goal"]) for row in rows]
    made = ids(slug(chapter.agency, chapter.name), named)
    return {row.number: one for row, one in zip(rows, made, strict=True)}


def _parent(line: Line) -> str:
    return line.parent.id if line.parent else ""


def _whole(row: TableRow, above: dict[int, TableRow], result: Match) -> str:
    whole = above.get(row.number)
    return "" if whole is None else result.ids.get(whole.number, "?")


def _nearest(row: TableRow, whole: str, free: Iterable[Line]) -> Line | None:
    best, score = None, _NEARLY
    for line in free:
        section = row["section"]
        here = same_table(line.table) == same_table(section) if section else alike_goal(line.goal_no, line.goal, row)
        if here and _parent(line) == whole:
            ratio = SequenceMatcher(None, same(line.indicator.name), same(row["indicator"])).ratio()
            if ratio > score:
                best, score = line, ratio
    return best


def alike_goal(goal_no: str, goal: str, row: TableRow) -> bool:
    """Whether a goal is the row's: the same words, or the same number and nearly the same words."""
    if same(goal) == same(row["goal"]):
        return True
    return goal_no == row["goal_no"] and SequenceMatcher(None, same(goal), same(row["goal"])).ratio() >= _NEARLY_GOAL
