"""A row of a variance sheet as somebody decided it, and what stood in it when the sheet was made: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.decision import DECISIONS, with_target


@dataclass(frozen=True, slots=True)
class Stood:
    """What stood in a row's yellow cells when its sheet was made; kept in hidden columns beside it.

    Attributes:
        name: who had signed it; None on sheets of earlier programs, which do not keep it.
        day: the day it was signed with.
    """

    decision: str = ""
    new_target: str = ""
    note: str = ""
    name: str | None = ""
    day: date | None = None


NOTHING_STOOD: Final = Stood()


@dataclass(frozen=True, slots=True)
class EarlierDecision:
    """A decision that stands no more, for which the row is open again.

    Attributes:
        note: with its new target before it, where it had one; ``name``: who decided, empty where nobody knows.
        because: what it was decided on, in words for the sheet (“another figure”, “version 2”): nothing reads them.
    """

    decision: str
    note: str = ""
    name: str = ""
    because: str = ""

    @property
    def in_words(self) -> str:
        """One line: ``Return by ben stood on version 1: ask why``."""
        by = f" by {self.name}" if self.name else ""
        stood = f"{self.decision}{by}, on {self.because}" if self.decision else self.because
        return ": ".join(text for text in (stood, self.note) if text)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What was decided about one indicator.

    Attributes:
        decision: one of :data:`pmr_xl.model.decision.DECISIONS`; empty where only a note was written.
        by: who decided; empty where the sheet names nobody.
        on: the day; None where none was given.
        stood: what stood in the row when the sheet was made.
        where: the cell of the decision.
        new_target: what “Adjust target” makes the target, as it is printed; empty where the row names none.
        grounds: the figures and targets that the row shows, as :class:`pmr_xl.analysis.grounds.Grounds` writes them;
            empty in sheets of older programs.
        earlier: the decision for which it was opened again; None where it was not.
        erased: on a sheet of an earlier program the note with which it was opened again was emptied, and nothing else
            was said.
        with_rest: it was decided in the cell for all rows without a question.
    """

    indicator_id: str
    decision: str
    note: str = ""
    by: str = ""
    on: date | None = None
    stood: Stood = NOTHING_STOOD
    where: CellRef | None = None
    new_target: str = ""
    grounds: str = ""
    earlier: EarlierDecision | None = None
    erased: bool = False
    with_rest: bool = False

    @property
    def in_words(self) -> str:
        """The note with the new target before it, as the record tells it."""
        return with_target(self.note, self.new_target)

    @property
    def says_something(self) -> bool:
        """Whether there is a decision or a note."""
        return bool(self.decision or self.in_words)

    @property
    def changed(self) -> bool:
        """Whether somebody decided, noted or emptied something on the sheet since it was made."""
        told = with_target(self.stood.note, self.stood.new_target)
        return (self.decision, self.in_words) != (self.stood.decision, told)

    @property
    def stood_decided(self) -> bool:
        """Whether a decision stood in the row when the sheet was made."""
        return self.stood.decision in DECISIONS

    @property
    def as_stood(self) -> Stood:
        """The row as it is, for a sheet that is made with it standing there."""
        return Stood(self.decision, self.new_target, self.note, self.by, self.on)
