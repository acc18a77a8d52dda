"""Where a new row belongs in the text of a schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pmr_xl.imports.matching import alike_goal, outside
from pmr_xl.imports.published import TableRow
from pmr_xl.office.naming import same, same_table
from pmr_xl.office.writing import YamlPage


def home(page: YamlPage, row: TableRow, rows: Sequence[TableRow]) -> list[int | str]:
    """Where a row's goal or table stands in the page; made at its printed place where there is none.

    Rows are put in from the first to the last, so whatever is printed before a new goal or table is there already.
    """
    data = page.tree.data
    if outside(row):
        names = [same_table(one["table"]) for one in data.get("tables") or []]
        if same_table(row["section"]) in names:
            return ["tables", names.index(same_table(row["section"]))]
        before = {same_table(one["section"]) for one in rows if outside(one) and one.number < row.number}
        place = min(len(before), len(names))
        page.put(["tables"], place, {"table": row["section"]})
        return ["tables", place]
    services = data.get("services") or []
    for number, service in enumerate(services):
        for letter, goal in enumerate(service.get("goals") or []):
            if alike_goal(f"{number + 1}{chr(ord('a') + letter)}", goal["goal"], row):
                return ["services", number, "goals", letter]
    at = next((n for n, service in enumerate(services) if same(service["service"]) == same(row["service"])), None)
    goals: Sequence[object] = [] if at is None else services[at].get("goals") or []
    if at is None:
        before = {one["service_no"] for one in rows if one["service_no"] and one.number < row.number}
        at = min(len(before - {row["service_no"]}), len(services))
        page.put(["services"], at, {"service": row["service"]})
    printed = {one["goal_no"] for one in rows if one["service_no"] == row["service_no"] and one.number < row.number}
    letter = min(len(printed - {row["goal_no"]}), len(goals))
    page.put(["services", at, "goals"], letter, {"goal": row["goal"]})
    return ["services", at, "goals", letter]


def loc_of_id(data: Any, wanted: str) -> list[int | str]:
    """Where the item with this id stands. Raises KeyError where none does."""
    for step, inner in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(inner, dict) and inner.get("id") == wanted:
            return [step]
        if isinstance(inner, dict | list):
            try:
                return [step, *loc_of_id(inner, wanted)]
            except KeyError:
                continue
    raise KeyError(wanted)


def at_loc(data: Any, loc: Sequence[int | str]) -> Any:
    """What stands there; None where nothing does."""
    for step in loc:
        data = data.get(step) if isinstance(step, str) else data[step]
        if data is None:
            return None
    return data
