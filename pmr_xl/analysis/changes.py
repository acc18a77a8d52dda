"""What changed between two versions of one submission, entry by entry; noise is counted, not shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask, Entered
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.submission import FurtherCell, Submission

# What the form works out by itself: it follows the rest, so its changes would say everything twice.
_WORKED_OUT = frozenset((Ask.STATUS, Ask.HINT))
_LABELS = frozenset((Ask.GOAL, Ask.INDICATOR, Ask.UNIT, Ask.DIRECTION, Ask.CRITICAL))
_RESTATED = ("new", "reason", "explanation")  # what a row of Restatements says of its indicator and year


@value_class
class Change:
    """One entry that is not what it was.

    Attributes:
        where: its cell in the newer version; in the older one where the row is gone.
        kind: ``changed``, ``filled``, ``emptied``, ``row new``, ``row gone`` or ``certification``.
    """

    where: CellRef
    kind: str
    indicator_id: str
    indicator: str
    column: str
    before: str
    now: str


@value_class
class Changes:
    """All of them, and how many cells differ only in how they are written (blanks, case of NA, stored digits)."""

    changes: tuple[Change, ...]
    noise: int


def compare_versions(older: Submission, newer: Submission) -> Changes:
    """What a person has to look at when a new version of the same submission comes in."""
    found: list[Change] = []
    noise = 0
    # Forms of different layouts say the same of an indicator in other words.
    passed = _WORKED_OUT if older.layout == newer.layout else _WORKED_OUT | _LABELS
    for entry in newer.entries:
        was = older.by_id.get(entry.line.id)
        row = Change(entry.where, "row new", entry.line.id, entry.line.label, "", "", "new row")
        if was is None:
            found.append(row)
            continue
        changes, more = _cells(was.entered, entry.entered, row, passed)
        found, noise = found + changes, noise + more
    found += [
        Change(gone.where, "row gone", gone.line.id, gone.line.label, "", "row", "")
        for gone in older.entries
        if gone.line.id not in newer.by_id
    ]
    before, now = _restated(older), _restated(newer)
    for key in dict.fromkeys((*now, *before)):
        row, cells = now[key] if key in now else before[key]
        changes, more = _cells(before[key][1] if key in before else {}, cells if key in now else {}, row)
        found, noise = found + changes, noise + more
    then, since = _further(older), _further(newer)
    for name in dict.fromkeys((*since, *then)):
        one = since[name] if name in since else then[name]
        line = newer.chapter.by_id.get(one.indicator)
        row = Change(one.entered.where, "", one.indicator, one.indicator if line is None else line.label, "", "", "")
        changes, more = _cells(_one(then, name), _one(since, name), row)
        found, noise = found + changes, noise + more
    for signed, signs in _pairs(older.certification, newer.certification):
        if signs is not None and not same(signed, signs):
            found.append(Change(signs.where, "certification", "", "", signs.heading, _shown(signed), _shown(signs)))
    return Changes(tuple(found), noise)


def _cells(
    before: Mapping[str, Entered], now: Mapping[str, Entered], row: Change, passed: frozenset[str] = frozenset()
) -> tuple[list[Change], int]:
    """The cells of one row that say something else, and how many are only written otherwise.

    Args:
        row: whose cells they are; what it says as its column stands before each column's heading.
        passed: keys of the columns that are not compared.
    """
    found: list[Change] = []
    noise = 0
    for was, says in _pairs(before, now, passed):
        cell = says or was
        if cell is None or same(was, says):
            noise += _written(was) != _written(says)
            continue
        kind = "filled" if _blank(was) else "emptied" if _blank(says) else "changed"
        where = row.where if says is None and now else cell.where
        column = f"{row.column}{cell.heading}"
        found.append(replace(row, where=where, kind=kind, column=column, before=_shown(was), now=_shown(says)))
    return found, noise


def _restated(submission: Submission) -> dict[Hashable, tuple[Change, Mapping[str, Entered]]]:
    """Each restatement by what it restates and the how-manieth it is of that, wherever its row stands."""
    found: dict[Hashable, tuple[Change, Mapping[str, Entered]]] = {}
    times: Counter[Hashable] = Counter()
    for one in submission.restatements:
        name = one.line.id if one.line is not None else _folded(one.entered.get("id"))
        year = one.period.label if one.period is not None else _folded(one.entered.get("year"))
        times[name, year] += 1
        where = next(iter(one.entered.values())).where
        row = Change(where, "", name, one.line.label if one.line is not None else "", f"{year} restated · ", "", "")
        cells = {key: cell for key in _RESTATED if (cell := one.entered.get(key)) is not None}
        found[name, year, times[name, year]] = row, cells
    return found


def _further(submission: Submission) -> dict[tuple[str, str, str], FurtherCell]:
    """What was typed on sheets that only some forms have: breakdowns, rates, definitions; what was only sent is not."""
    told = {(one.sheet, one.indicator, one.key): one for one in submission.further}
    return {name: one for name, one in told.items() if one.entered.text != one.sent.strip()}


def _one(cells: Mapping[tuple[str, str, str], FurtherCell], name: tuple[str, str, str]) -> dict[str, Entered]:
    return {"": cells[name].entered} if name in cells else {}


def _pairs(
    before: Mapping[str, Entered], now: Mapping[str, Entered], passed: frozenset[str] = frozenset()
) -> Iterator[tuple[Entered | None, Entered | None]]:
    for key in dict.fromkeys((*now, *before)):
        if key not in passed:
            yield before.get(key), now.get(key)


def same(before: Entered | None, now: Entered | None) -> bool:
    """Whether two entries say the same: figures that are printed alike, or equal texts but for blanks and case."""
    if before is not None and now is not None and before.figure is not None and now.figure is not None:
        return before.figure == now.figure or before.as_printed == now.as_printed
    return _folded(before) == _folded(now)


def _folded(entered: Entered | None) -> str:
    return "" if entered is None else " ".join(entered.text.split()).casefold()


def _written(entered: Entered | None) -> object:
    return None if entered is None or entered.cell is None else entered.cell.value


def _blank(entered: Entered | None) -> bool:
    return entered is None or entered.empty


def _shown(entered: Entered | None) -> str:
    return "" if entered is None else entered.as_printed
