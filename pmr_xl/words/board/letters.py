"""What letters ask for, as plain values and as CSV: one line a thing that is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pmr_xl.desk.writing import csv_text

if TYPE_CHECKING:
    from pmr_xl.forms.letters.letter import Letter

HEAD = (
    "edition", "agency", "asks", "place", "indicator_id", "indicator", "rule", "message", "remedy", "due", "days_late",
    "by", "file",
)  # fmt: skip


def as_values(letters: Iterable[Letter]) -> list[dict[str, object]]:
    """One mapping a thing that is asked, keys in a fixed order; none of an agency of which nothing is."""
    return [dict(zip(HEAD, row, strict=True)) for one in letters if one.open for row in _rows(one)]


def letters_csv(letters: Iterable[Letter], *, mark: bool = False) -> str:
    """As CSV; ``mark``: with the byte-order mark that Excel knows UTF-8 by."""
    return csv_text([HEAD, *(list(row.values()) for row in as_values(letters))], mark=mark)


def _rows(one: Letter) -> Iterator[tuple[object, ...]]:
    due, by = ("" if day is None else day.isoformat() for day in (one.due, one.by))
    first, last = (one.edition.code, one.agency), (due, one.days_late, by, "" if one.done else one.file)
    if not one.file:
        yield (*first, "form awaited", "", "", "", "", "", "", *last)
    for asks, found in (("correct", one.errors), ("correct or explain", one.queries)):
        for each in found:
            told = (each.place, each.indicator_id, each.indicator, each.rule, each.message, each.remedy)
            yield (*first, asks, *told, *last)
    for row in one.returned:
        yield (*first, row.word.lower(), "", "", row.indicator, "", row.note, "", *last)
    for name, said in one.promised:
        yield (*first, "promised", "", "", name, "", said, "", *last)
    for line in one.agreed:
        yield (*first, "agreed", "", "", "", "", line, "", *last)
