"""Months that add up to a year, hidden before publication: a year must not give a hidden month of it away.

What went out stays known, so each month is decided by itself (:func:`pmr_xl.analysis.places.suppression.hide`), and a
later month or the year's end changes nothing of it. The year bends instead: a place's year goes out only where each of
its hidden months is a corner of a rectangle of hidden ones (two places, two months) along which a count can move far
enough while all sums stay as they are. Where there is no such rectangle the years of all places that hide the month
together are withheld: then the month is as open as it was without any year. A year that is small itself is withheld
with them. Sums that were withheld for a month (of a borough, of all) are withheld for the year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmr_xl.analysis.places.suppression import WHOLE, Cell, Hidden


def withheld_years(
    counts: Mapping[Cell, int], found: Hidden, *, blocks: Mapping[str, str], threshold: int
) -> frozenset[str]:
    """The rows whose year must not be published.

    Args:
        counts: of a fiscal year's months, by row and month.
        found: what is hidden of them, month by month.
        blocks: rows whose sums are published too (boroughs of districts), by row.
        threshold: a count from 1 to below it is small.
    """
    return frozenset(_Months(counts, found, blocks, threshold).withheld())


def known_years(counts: Mapping[Cell, int], found: Hidden) -> dict[str, int]:
    """What the published months of each row without a hidden one add up to: hiding such a year would hide nothing."""
    hidden, known = {row for row, _ in found.cells}, dict[str, int]()
    for (row, _), count in counts.items():
        if row not in hidden:
            known[row] = known.get(row, 0) + count
    return known


class _Months:
    def __init__(self, counts: Mapping[Cell, int], found: Hidden, block: Mapping[str, str], threshold: int) -> None:
        self._counts, self._found, self._block, self._threshold = counts, found, block, threshold
        self._rows = list(dict.fromkeys(row for row, _ in counts))
        self._columns = list(dict.fromkeys(column for _, column in counts))

    def withheld(self) -> set[str]:
        rows = set[str]()
        for row, column in self._found.cells:
            if self._year_is_small(row) or not self._moves(row, column):
                rows |= {row, *self._hidden_with(row, column)}
        return rows

    def _year_is_small(self, row: str) -> bool:
        return 0 < sum(self._counts.get((row, column), 0) for column in self._columns) < self._threshold

    def _hidden_with(self, row: str, column: str) -> Iterator[str]:
        """The other rows whose hidden counts of a month are known only together with this one's."""
        own, sums = self._block.get(row, WHOLE), self._found.sums
        for other in self._rows:
            if other != row and (other, column) in self._found.cells:
                block = self._block.get(other, WHOLE)
                if block == own or {(own, column), (block, column)} <= sums:
                    yield other

    def _moves(self, row: str, column: str) -> bool:
        """Whether a rectangle of hidden counts through this one moves far enough."""
        counts, hidden = self._counts, self._found.cells
        for other in self._hidden_with(row, column):
            for month in self._columns:
                corners = ((row, month), (other, column), (other, month))
                if month == column or not hidden.issuperset(corners) or other not in self._hidden_with(row, month):
                    continue
                beside, below, opposite = (counts[one] for one in corners)
                if min(beside, below) + min(counts[row, column], opposite) > self._threshold:
                    return True
        return False
