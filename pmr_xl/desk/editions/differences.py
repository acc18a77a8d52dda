"""How a file that was released differs from what is there: as a whole, in a part, byte, line or cell."""

from __future__ import annotations

from enum import Enum

from pmr_xl.model.quick.named import NamedTuple


class Otherwise(Enum):
    """How a file differs as a whole, or one of its parts."""

    GONE = "gone"
    ADDED = "put there afterwards"
    OTHER = "another one"
    UNREAD = "gone, or not to be read"
    SILENT = "another one, which says of no file what it was"
    LINE_ENDS = "the ends of its lines alone"


class PartDiffers(NamedTuple):
    """A part of a workbook or document."""

    part: str
    how: Otherwise


class BytesDiffer(NamedTuple):
    """The first byte that differs, of how many there are; ``more``: how many others differ."""

    first: int
    size: int
    more: int


class LinesDiffer(NamedTuple):
    """Lines of a text, counted from one; ``last`` before ``first``: lines are gone after ``last``.

    Attributes:
        text: how the first of them begins; empty where there is none.
    """

    first: int
    last: int
    text: str = ""


class CellDiffers(NamedTuple):
    """A cell that says something else; ``before`` and ``now``: empty where nothing stands."""

    sheet: str
    address: str
    before: str
    now: str

    @property
    def as_noted(self) -> str:
        """``Tables!C7: 12,000 → 13,000``."""
        return f"{self.sheet}!{self.address}: {self.before or '(empty)'} → {self.now or '(empty)'}"


class NotCompared(NamedTuple):
    """What cannot be looked into, and why, as whoever tried says it.

    Attributes:
        damaged: a part of the package is; else the workbook cannot be read as one.
    """

    why: str
    damaged: bool = False


Difference = Otherwise | PartDiffers | BytesDiffer | LinesDiffer | CellDiffers | NotCompared


class FileDiffers(NamedTuple):
    """A file, by its path, and how it differs."""

    file: str
    how: Difference
