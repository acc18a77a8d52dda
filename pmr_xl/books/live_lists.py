"""Lists on sheets that are open in Excel: which rows are chosen, and filters that outlive a list written anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pmr_xl.books.live import attribute
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    import xlwings as xw


class KeptFilter(NamedTuple):
    """What one column of a list is filtered by: its place from 1, and what Excel is to be told to filter so again."""

    column: int
    told: dict[str, Any]


def chosen_rows(selected: xw.Range | None) -> list[int]:
    """The rows of all that is selected, also of several parts chosen with Ctrl; each once, in order."""
    if selected is None:
        return []
    areas = attribute(attribute(selected, "api"), "Areas")
    count = attribute(areas, "Count")
    if not isinstance(count, int):  # an Excel that does not say has one part
        return list(range(selected.row, selected.last_cell.row + 1))
    parts = [areas.Item(at) for at in range(1, count + 1)]
    return sorted({row for part in parts for row in range(int(part.Row), int(part.Row) + int(part.Rows.Count))})


@contextmanager
def filter_kept(page: xw.Sheet) -> Iterator[None]:
    """Show every row while a list is written, since Excel writes hidden rows wrongly; afterwards filter as before."""
    api = attribute(page, "api")
    filtered = attribute(api, "AutoFilter")
    kept = _filters(filtered)
    if kept:
        api.ShowAllData()
    try:
        yield
    finally:
        for one in kept:
            filtered.Range.AutoFilter(Field=one.column, **one.told)


def _filters(filtered: Any) -> list[KeptFilter]:
    """The columns that are filtered by something Excel can be told again: texts, comparisons, several texts."""
    columns = attribute(filtered, "Filters")
    count = attribute(columns, "Count")
    kept: list[KeptFilter] = []
    for at in range(1, count + 1) if isinstance(count, int) else ():
        one = columns.Item(at)
        if not attribute(one, "On") or (first := attribute(one, "Criteria1")) is None:
            continue
        told = {"Criteria1": first}
        for name in ("Operator", "Criteria2"):
            if value := attribute(one, name):
                told[name] = value
        kept.append(KeptFilter(at, told))
    return kept
