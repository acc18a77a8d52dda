"""How much work a file may make, in counts: by every door and on every machine it is told at the same place.

Small files can ask for minutes: a thousand empty elements pack into a few bytes, one shared formula is spelled out for
every cell that shares it, one long tag is looked at again with every piece that arrives. So what is counted is not only
bytes but what is done with them.
"""

from __future__ import annotations

from pyexpat import XMLParserType

from pmr_xl.model.quick.value_class import value_class

_MB = 2**20
_PIECE = 64 * 1024  # bytes given to expat at a time: a tag that does not end is looked at anew with each


@value_class
class Limits:
    """How much of a file is read before it is refused (sizes in bytes, the rest counted).

    A form has 2,000 to 20,000 cells. A million is where a file still is told within five seconds and 120 MB on an
    office's computer; two million took 360 MB. Parts of honest workbooks pack to a hundredth and less (a long column of
    one text), so how far a part may unpack is only a first glance at 500 times: what is then done with it is counted.

    Attributes:
        unpacked_bytes: all parts that are read, whatever they are called, together.
        ratio: how many times larger than packed a part may become, once it is larger than ``ratio_past``.
        cells: cells with content in the whole book.
        tags: signs that begin a tag, in everything that is not a plain row of cells.
        depth: elements that are open at the same time.
        tag_bytes: one tag, comment or instruction.
        sheets, names, styles, texts: that the workbook lists; texts are those that its cells share.
        links: to other parts and places, of one part.
        areas: merged areas and validations of one sheet.
        formula_signs: formulas of the cells that share one, spelled out.
    """

    file_bytes: int = 25 * _MB
    parts: int = 500
    part_bytes: int = 100 * _MB
    unpacked_bytes: int = 300 * _MB
    ratio: int = 500
    ratio_past: int = 100 * 1024
    cells: int = 1_000_000
    tags: int = 3_000_000
    depth: int = 10_000
    tag_bytes: int = _MB
    sheets: int = 500
    names: int = 100_000
    links: int = 100_000
    styles: int = 200_000
    texts: int = 1_000_000
    areas: int = 100_000
    formula_signs: int = 20_000_000


DEFAULT = Limits()


class OverBudget(Exception):  # noqa: N818 - says what the file asks for
    """The file asks for more work than is done for one; the text ends a sentence about it (“lists more than …”)."""


class Work:
    """What one file has asked for so far."""

    def __init__(self, limits: Limits) -> None:
        """Nothing yet, of what ``limits`` allow."""
        self.limits = limits
        self._tags = self._formulas = 0

    def formula(self, signs: int) -> None:
        """A cell takes over a formula of so many signs. Raises OverBudget."""
        self._formulas += signs
        if self._formulas > self.limits.formula_signs:
            raise OverBudget(f"shares formulas that spell out to more than {self.limits.formula_signs:,} signs")

    def tags(self, number: int) -> None:
        """So many tags more are read. Raises OverBudget."""
        self._tags += number
        if self._tags > self.limits.tags:
            raise OverBudget(f"holds more than {self.limits.tags:,} elements beside plain cells")


class Feeder:
    """Gives the bytes of one part to a parser, and counts what they ask for."""

    def __init__(self, parser: XMLParserType, work: Work) -> None:
        """Nothing fed yet."""
        self._parser, self._work = parser, work
        self._fed = self._open = 0

    def feed(self, data: bytes) -> None:
        """Parse ``data``, piece by piece. Raises OverBudget, and what expat raises."""
        if len(data) <= _PIECE:
            self._piece(data)
            return
        for place in range(0, len(data), _PIECE):
            self._piece(data[place : place + _PIECE])

    def end(self) -> None:
        """Nothing follows. Raises what expat raises."""
        self._parser.Parse(b"", True)

    def _piece(self, piece: bytes) -> None:
        begun = piece.count(b"<")
        self._work.tags(begun)
        # The same in every encoding with signs of one or of two bytes; a comment counts as open, and there are few.
        self._open += begun - 2 * _both(piece, b"</", b"<\0/") - _both(piece, b"/>", b"/\0>")
        if self._open > self._work.limits.depth:
            raise OverBudget(f"holds elements inside one another, more than {self._work.limits.depth:,} deep")
        self._parser.Parse(piece, False)
        self._fed += len(piece)
        # Where a tag has not ended yet, the parser still stands at its beginning.
        if self._fed - self._parser.CurrentByteIndex > self._work.limits.tag_bytes:
            raise OverBudget(f"holds a tag of more than {self._work.limits.tag_bytes // _MB} MB")


def _both(piece: bytes, narrow: bytes, wide: bytes) -> int:
    return piece.count(narrow) + (piece.count(wide) if b"\0" in piece else 0)
