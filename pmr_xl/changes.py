"""What changed between two versions of one submission, entry by entry; noise is counted, not shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmr_xl.model.frozen import frozen
from pmr_xl.model.places import CellRef
from pmr_xl.model.submission import Ask, Entered, Submission

# What the form works out by itself: it follows the rest, so its changes would say everything twice.
_WORKED_OUT = frozenset((Ask.STATUS, Ask.HINT))


@frozen
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


@frozen
class Changes:
    """All of them, and how many cells differ only in how they are written (blanks, case of NA, stored digits)."""

    changes: tuple[Change, ...]
    noise: int


def compare_versions(older: Submission, newer: Submission) -> Changes:
    """What a person has to look at when a new version of the same submission comes in."""
    found: list[Change] = []
    noise = 0
    for entry in newer.entries:
        was = older.by_id.get(entry.line.id)
        if was is None:
            found.append(Change(entry.actual.where, "row new", entry.line.id, entry.line.label, "", "", "new row"))
            continue
        for before, now in _pairs(was.entered, entry.entered):
            if same(before, now):
                noise += _written(before) != _written(now)
            else:
                kind = "filled" if _blank(before) else "emptied" if _blank(now) else "changed"
                where = now.where if now is not None else entry.actual.where
                heading = (now or before).heading  # type: ignore[union-attr]  # a pair has at least one side
                found.append(Change(where, kind, entry.line.id, entry.line.label, heading, _shown(before), _shown(now)))
    found += [
        Change(gone.actual.where, "row gone", gone.line.id, gone.line.label, "", "row", "")
        for gone in older.entries
        if gone.line.id not in newer.by_id
    ]
    for before, now in _pairs(older.certification, newer.certification):
        if now is not None and not same(before, now):
            found.append(Change(now.where, "certification", "", "", now.heading, _shown(before), _shown(now)))
    return Changes(tuple(found), noise)


def _pairs(
    before: Mapping[str, Entered], now: Mapping[str, Entered]
) -> Iterator[tuple[Entered | None, Entered | None]]:
    for key in dict.fromkeys((*now, *before)):
        if key not in _WORKED_OUT:
            yield before.get(key), now.get(key)


def same(before: Entered | None, now: Entered | None) -> bool:
    """Whether two entries say the same: figures that are printed alike, or equal texts but for blanks and case."""
    if before is not None and now is not None and before.figure is not None and now.figure is not None:
        return before.figure == now.figure or before.shown == now.shown
    return _folded(before) == _folded(now)


def _folded(entered: Entered | None) -> str:
    return "" if entered is None else " ".join(entered.text.split()).casefold()


def _written(entered: Entered | None) -> object:
    return None if entered is None or entered.cell is None else entered.cell.value


def _blank(entered: Entered | None) -> bool:
    return entered is None or entered.empty


def _shown(entered: Entered | None) -> str:
    return "" if entered is None else entered.shown
