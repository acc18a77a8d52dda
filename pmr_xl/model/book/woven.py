"""The long formulas of a table's rows, of which thousands differ only in their row and a few figures.

A form's row holds 9,000 signs of formulas and 500 of everything else: what is kept of 10,000 rows would be 90 MB. Split
where they name their row, they are made of the same few pieces, which are kept once, and looked at once by who looks
for something in all of them.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count

from pmr_xl.model.book.cell import StoredFormula, spelled_out

MOST_PIECES = 2**16  # of one table: a formula keeps two bytes for each


class Pieces(defaultdict[bytes, int]):
    """The pieces that the formulas of one sheet are made of, and their numbers; one that is asked for gets the next.

    They are as XML stores them. The first one of a formula begins with ``=``, so that none is met both there and behind
    a row's number.
    """

    def __init__(self) -> None:
        """None yet."""
        super().__init__(count().__next__)
        self._texts: list[bytes] = []

    @property
    def texts(self) -> list[bytes]:
        """The pieces by their numbers."""
        if len(self._texts) != len(self):
            self._texts = list(self)
        return self._texts


class WovenFormula(StoredFormula):
    """A formula kept as the numbers of its pieces, and what stands between them: the digits of a row.

    Attributes:
        known: the pieces of all formulas of its sheet.
    """

    __slots__ = ("_between", "known")

    def __init__(self, known: Pieces, numbers: bytes, between: bytes) -> None:
        """The formula whose pieces, of those ``known``, stand ``between`` those digits; two bytes for each number."""
        self._stored, self.known, self._between = numbers, known, between

    @property
    def pieces(self) -> list[bytes]:
        """What it is made of, as XML stores it, behind its ``=``."""
        texts = self.known.texts
        return [texts[number] for number in memoryview(self._stored).cast("H")]

    @property
    def as_stored(self) -> bytes:
        """As XML stores it, put together."""
        return self._between.join(self.pieces)[1:]

    def __str__(self) -> str:
        return spelled_out(self.as_stored)
