"""The formulas of long rows, proved well-formed and kept as pieces: each piece is looked at when it is first met."""

from __future__ import annotations

from itertools import islice
from struct import pack

from pmr_xl.books.package.markup import NOT_PLAIN, STRANGE_REFERENCE
from pmr_xl.model.book.cell import StoredFormula
from pmr_xl.model.book.woven import MOST_PIECES, Pieces, WovenFormula
from pmr_xl.model.quick.pattern import pattern

_LARGE = 2**23  # bytes woven; in such a book memory counts, in smaller ones time
_ROW, _ROW_OF_LARGE = 1_500, 600  # bytes; a shorter row is sooner looked at whole
_REFERENCE = pattern(rb"[A-Z]([1-9][0-9]{1,6})(?![0-9A-Za-z_.(])")
_SHORT = 14  # bytes that a piece has at the least, on average
_NEW = 100  # bytes that a piece takes the first time, beside its text
_FREE = 2**20  # bytes for pieces before they have to have paid


class Weaver:
    """Keeps the formulas of one book's rows.

    Nobody can make it keep much more than the formulas are: pieces that are not met again are made only so long as
    half as many bytes were woven.
    """

    def __init__(self) -> None:
        """Nothing known yet."""
        self._known = Pieces()
        self._made = self._woven = 0

    @property
    def least(self) -> int:
        """Bytes of the rows whose formulas are worth being woven."""
        return _ROW if self._woven < _LARGE else _ROW_OF_LARGE

    def weave(self, digits: bytes, texts: list[bytes]) -> list[StoredFormula | None]:
        """The formulas ``texts``, as XML stores them, of the row with the number ``digits``; None for an empty one.

        Raises:
            ValueError: one of them is not well-formed by itself, or no UTF-8.
        """
        if len(self._known) > MOST_PIECES // 2:
            self._known = Pieces()
        known = self._known
        before, number_of = len(known), known.__getitem__
        large = self._woven >= _LARGE
        pays = self._made * _NEW <= _FREE + self._woven // 2
        woven: list[StoredFormula | None] = []
        whole = []
        for text in texts:
            formula = text.removeprefix(b"=")
            between = digits
            if large and digits not in formula and (named := _REFERENCE.search(formula)):
                between = named[1]  # a row of another sheet's table
            pieces = formula.split(between) if pays else []
            if pieces and len(pieces) * _SHORT <= len(formula) and len(known) + len(pieces) <= MOST_PIECES:
                pieces[0] = b"=" + pieces[0]
                woven.append(WovenFormula(known, pack(f"{len(pieces)}H", *map(number_of, pieces)), between))
                self._woven += len(formula)
            else:
                whole.append(formula)
                woven.append(StoredFormula(formula) if formula else None)
        made = len(known) - before
        self._made += made
        new = list(islice(reversed(known), made))
        try:
            prove(b"\n".join(whole + new))
        except ValueError:
            self._known = Pieces()  # so that no piece counts as proved that is not
            raise
        return woven


def prove(text: bytes) -> None:
    """Raise ValueError where text of elements is not well-formed, no UTF-8, or refers to more than the five signs."""
    if len(text.translate(None, NOT_PLAIN)) != len(text):  # ten times as quick as a pattern's own look at each
        raise ValueError(text)
    if b"&" in text and STRANGE_REFERENCE.search(text):
        raise ValueError(text)
    if not text.isascii():
        text.decode()
