"""Running counts hidden before publication: a small month must not come of one running count less the one before.

Running counts go out month by month, and what went out stays known: so a month is decided by itself and those before
it, never by later ones. A place is hidden from its first small month on, together with others whose months of that time
add up to more than the threshold (a group). All of a group come back in the first month that leaves each of its small
months wide open: a place's running count may be higher all the while, and the others' lower by as much, as long as

- what is added in the small month can be taken back in the month of the return, and
- the others have that much to give in the one, and to take in the other.

How far that goes upward and downward, added, is more than the threshold. Where no group is large enough, nothing of
that month and of later ones goes out, sums included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pmr_xl.analysis.places.suppression import THRESHOLD, WHOLE, Cell, Hidden

_Group = dict[str, int]  # each row, and since which column it is hidden


def hide_running(
    counts: Mapping[Cell, int],
    columns: Sequence[str],
    *,
    blocks: Mapping[str, str] | None = None,
    threshold: int = THRESHOLD,
    also: Iterable[Cell] = (),
) -> Hidden:
    """Which running counts and sums of a fiscal year's months must not be published.

    Args:
        counts: by row and column, each with all before it since July; the sum of every column is published.
        columns: in the order of time.
        blocks: rows whose sums are published too (boroughs of districts), by row.
        threshold: a month of 1 to below it is small.
        also: cells that are hidden for a reason of their own.
    """
    running = _Running(counts, columns, blocks or {}, threshold, frozenset(also))
    for at in range(len(columns)):
        running.step(at)
    small = frozenset(cell for cell in running.hidden if cell in running.small)
    return Hidden(small, frozenset(running.hidden) - small, frozenset(running.sums))


class _Running:
    """The months of a year, decided one after the other."""

    def __init__(
        self,
        counts: Mapping[Cell, int],
        columns: Sequence[str],
        block: Mapping[str, str],
        threshold: int,
        also: frozenset[Cell],
    ) -> None:
        self._columns, self._block, self._threshold, self._also = columns, block, threshold, also
        self._rows = list(dict.fromkeys(row for row, _ in counts))
        self._month: dict[tuple[str, int], int] = {}
        for row in self._rows:
            before = 0
            for at, column in enumerate(columns):
                if (row, column) in counts:
                    self._month[row, at] = counts[row, column] - before
                    before = counts[row, column]
        self.small = {(row, columns[at]) for (row, at), count in self._month.items() if 0 < abs(count) < threshold}
        self._groups: list[_Group] = []
        self._ended = False
        self.hidden, self.sums = set[Cell](), set[Cell]()

    def step(self, at: int) -> None:
        """Decide a month."""
        back = [group for group in self._groups if not self._ended and self._opens(group, at)]
        self._groups = [group for group in self._groups if group not in back]
        returned = {row for group in back for row in group}
        taken = returned | {row for group in self._groups for row in group}
        free = [row for row in self._rows if row not in taken and (row, at) in self._month]
        begun: dict[str, _Group] = {}
        for row in [row for row in free if self._needs(row, at)]:
            begun.setdefault(self._block.get(row, WHOLE), {})[row] = at
            free.remove(row)
        self._groups += begun.values()
        for group in self._groups:
            self._ended = not self._is_enough(group, at, free) or self._ended
        self._hide(at)

    def _needs(self, row: str, at: int) -> bool:
        cell = (row, self._columns[at])
        return cell in self.small or cell in self._also

    def _given(self, rows: Iterable[str], at: int) -> int:
        """What may be taken from these rows in a month; none of a month that fell."""
        return sum(max(self._month[row, at], 0) for row in rows)

    def _is_enough(self, group: _Group, at: int, free: list[str]) -> bool:
        """See that a group hides a month, with others of the ``free`` where it must; False where it cannot."""
        if any(self._month.get((row, at), -1) < 0 for row in group if group[row] < at):
            return False  # a count that is missing or fell no longer moves with the others
        if not any(self._needs(row, at) for row in group):
            return True
        while len(group) == 1 or self._given(group, at) <= self._threshold:
            lacks = self._threshold - self._given(group, at)
            own = {self._block.get(row, WHOLE) for row in group}
            able = [row for row in free if self._month[row, at] > 0]
            if not able:
                return False
            row = min(able, key=lambda one: self._cost(one, at, own, lacks))
            free.remove(row)
            group[row] = at
        return True

    def _cost(self, row: str, at: int, own: set[str], lacks: int) -> tuple[bool, bool, int, str]:
        """Of the same block before others; of those that are enough the least, else the most."""
        count = self._month[row, at]
        return self._block.get(row, WHOLE) not in own, count <= lacks, count if count > lacks else -count, row

    def _opens(self, group: _Group, at: int) -> bool:
        """Whether a group may come back in a month, with all its small months wide open."""
        columns = self._columns
        if any(self._month.get((row, at), -1) < 0 or (row, columns[at]) in self._also for row in group):
            return False
        for row, since in group.items():
            wide = {month: self._width(group, row, month, at) for month in range(since, at)}
            if any(width <= self._threshold for month, width in wide.items() if self._needs(row, month)):
                return False
            if self._needs(row, at) and max(wide.values()) <= self._threshold:
                return False
        return True

    def _width(self, group: _Group, row: str, month: int, at: int) -> int:
        """How far a row's month may move, up and down, if the group comes back in the month ``at``."""
        others = [one for one, since in group.items() if one != row and since <= month]
        up = min(self._given([row], at), self._given(others, month))
        return up + min(self._given([row], month), self._given(others, at))

    def _hide(self, at: int) -> None:
        column = self._columns[at]
        if self._ended:
            self.hidden |= {(row, column) for row in self._rows if (row, at) in self._month}
            self.sums |= {(block, column) for block in (WHOLE, *self._block.values())}
            return
        for group in self._groups:
            self.hidden |= {(row, column) for row in group}
            blocks = {self._block.get(row, WHOLE) for row in group}
            self.sums |= {(block, column) for block in blocks if len(blocks) > 1 and block != WHOLE}
