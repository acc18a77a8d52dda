"""Small counts hidden before publication, and with them enough others that no total gives them away.

The method is cell suppression: primary by a threshold (a count from 1 to below it identifies people), complementary so
that who knows every published figure and sum, and that counts are whole and not negative, finds for each hidden cell an
interval wider than the threshold. It is proved cell by cell, without a solver: a hidden cell may be anything from 0 to
the sum of the hidden ones of its group in its column; at least two are hidden, and their sum is above the threshold.
Where no others are enough, sums are withheld too: those of two blocks, at last the column's own.

What months tell of each other, because they add up to a year or run on, is looked at in
:mod:`pmr_xl.analysis.places.summed` and :mod:`pmr_xl.analysis.places.running`.
Never used in working files: only what goes out is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pmr_xl.model.quick.named import NamedTuple

THRESHOLD = 10
Cell = tuple[str, str]  # row (a place or group) and column (a period, or a part)
WHOLE = ""  # as a row: the sum of a column


class Hidden(NamedTuple):
    """What must not be published.

    Attributes:
        small: cells with a small count (primary).
        with_them: cells that are hidden so that nothing gives those away (complementary).
        sums: sums that are withheld: of a block in a column, of a column (``"", column``).
    """

    small: frozenset[Cell]
    with_them: frozenset[Cell]
    sums: frozenset[Cell]

    @property
    def cells(self) -> frozenset[Cell]:
        """All hidden cells."""
        return self.small | self.with_them


def hide(
    counts: Mapping[Cell, int],
    *,
    blocks: Mapping[str, str] | None = None,
    threshold: int = THRESHOLD,
    also: Iterable[Cell] = (),
) -> Hidden:
    """Which cells and sums of a table of counts must not be published.

    Args:
        counts: by row and column; a cell that is not there is not published and in no sum. The sum of every column is
            published (the citywide figure).
        blocks: rows whose sums are published too (boroughs of districts), by row.
        threshold: a count from 1 to below it is small.
        also: cells that are hidden for a reason of their own.
    """
    own = {cell for cell in also if cell in counts}
    small = frozenset(cell for cell, count in counts.items() if 0 < count < threshold)
    table = _Table(counts, blocks or {}, threshold, set(small) | own, set())
    for column in dict.fromkeys(column for _, column in counts):
        table.hide_in(column)
    return Hidden(small, frozenset(table.hidden) - small, frozenset(table.sums))


class _Table:
    """A table of counts, and what is hidden of it so far."""

    def __init__(
        self, counts: Mapping[Cell, int], block: Mapping[str, str], threshold: int, hidden: set[Cell], sums: set[Cell]
    ) -> None:
        self.counts, self.block, self.threshold = counts, block, threshold
        self.hidden, self.sums = hidden, sums
        self.rows: Sequence[str] = list(dict.fromkeys(row for row, _ in counts))

    def hide_in(self, column: str) -> None:
        """Hide in each block of a column, whose sum is known, and put blocks together where one is not enough."""
        blocks: dict[str, list[Cell]] = {}
        for row in self.rows:
            if (row, column) in self.counts:
                blocks.setdefault(self.block.get(row, WHOLE), []).append((row, column))
        groups = [([name], cells) for name, cells in blocks.items()]
        while groups:
            failed = next((one for one in groups if not self._enough(one[1])), None)
            if failed is None:
                break
            groups.remove(failed)
            if not groups:
                self.hidden |= set(failed[1])
                self.sums |= {(name, column) for name in (*failed[0], WHOLE)}
                break
            other = min(groups, key=lambda one: (sum(self.counts[cell] for cell in one[1]), one[0]))
            groups.remove(other)
            groups.append((failed[0] + other[0], failed[1] + other[1]))
            self.sums |= {(name, column) for name in groups[-1][0]}

    def _enough(self, group: list[Cell]) -> bool:
        """Hide the smallest others of a group until two are hidden and their sum is above the threshold."""
        there = [cell for cell in group if cell in self.hidden]
        if not there:
            return True
        counts, total = self.counts, sum(self.counts[cell] for cell in there)
        rest = [cell for cell in group if cell not in self.hidden]
        if total + sum(counts[cell] for cell in rest) <= self.threshold or len(group) == 1:
            return False
        rest.sort(key=lambda cell: (not counts[cell], counts[cell], cell))  # zeros last: they add nothing
        while len(there) == 1 or total <= self.threshold:
            cell = next((one for one in rest if total + counts[one] > self.threshold), rest[0])
            rest.remove(cell)
            there.append(cell)
            self.hidden.add(cell)
            total += counts[cell]
        return True


def hidden_with_their_weights(cells: Iterable[Cell], counts: Mapping[Cell, int], hidden: Hidden) -> frozenset[Cell]:
    """The cells of a rate that must not be published: those whose count is hidden, or is not known.

    Args:
        cells: the rate's.
        counts: what it is of, and what is ``hidden`` of that.
    """
    return frozenset(cell for cell in cells if cell in hidden.cells or cell not in counts)
