"""Findings: what a rule has to say about one place in a submission."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.display.signs import safely_shown
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.quick.value_class import value_class

# Invisible characters are drawn, so that a person can see what is wrong with a text.
_DRAWN = {
    " ": "·", "\u00a0": "⍽", "\u202f": "⍽", "\u2007": "⍽", "\t": "→", "\n": "↵", "\r": "↵",
    "\u200b": "⟨zero-width space⟩", "\u200c": "⟨zero-width⟩", "\u200d": "⟨zero-width⟩",
    "\ufeff": "⟨byte-order mark⟩", "\u00ad": "⟨soft hyphen⟩", "\u2060": "⟨word joiner⟩",
}  # fmt: skip
_ALWAYS_DRAWN = set(_DRAWN) - {" "}
_LONGEST = 80


class Severity(StrEnum):
    """What is asked of the agency."""

    ERROR = "error"  # correct it
    QUERY = "query"  # correct it or explain it
    INFO = "info"  # know it

    @property
    def rank(self) -> int:
        """Errors first."""
        return _RANKS.index(self)

    @property
    def sign(self) -> str:
        """Icon and word, so that colour never speaks alone."""
        return {"error": "✕ Error", "query": "▲ Query", "info": "ℹ Info"}[self.value]


_RANKS = (Severity.ERROR, Severity.QUERY, Severity.INFO)

# A note of ours on a cell is known by its words: other programs drop or rename the author of a note.
OUR_NOTE = pattern(
    rf"(?:{'|'.join(s.sign for s in Severity)})[^\n]* · [A-Z]+-\d+\n.*Finding [\d,]+ of [\d,]+", re.DOTALL
)
BENEATH = "\n———— PMR findings ————\n"  # parts another's note from ours


@value_class
class Repair:
    """A change that is safe to make: the value now, the value to be, and why it cannot change the meaning.

    Attributes:
        formats: cells of which the number format alone is set, each with its value, which stays, and that format; then
            ``old`` and ``new`` are words.
    """

    old: str
    new: str | float
    why: str
    number_format: str | None = None
    formats: tuple[tuple[CellRef, float, str], ...] = ()


@value_class
class Said:
    """One text that somebody gave to a finding.

    Attributes:
        where: the cell in which it stands: ``Submission!N27``, ``PMR findings!L7``.
        counts: it answers the finding. A draft, or what says too little, is shown and answers nothing.
    """

    text: str
    where: str
    counts: bool = False


@value_class
class Finding:
    """One finding, ready to be shown: place, fault, remedy.

    Attributes:
        where: the first cell; ``to`` the last where equal findings in neighbouring cells are one.
        column: the heading of the column, in the form's own words.
        stops: nothing else could be judged because of it.
        said: what was said to it, in the form's row and on the findings sheet, that which counts first.
        value: what is stored in the cell, the same however it is drawn; an answer is kept under it.
        waived: the waiver it is under, in words: it is told, and nothing is asked; empty where there is none.
        for_office: only the report's office can do something about it: its agency is not told.
    """

    rule: str
    severity: Severity
    where: CellRef
    message: str
    remedy: str
    indicator_id: str = ""
    indicator: str = ""
    column: str = ""
    found: str = ""
    expected: str = ""
    repair: Repair | None = None
    to: CellRef | None = None
    stops: bool = False
    beta: bool = False
    said: tuple[Said, ...] = ()
    value: str = ""
    waived: str = ""
    for_office: bool = False

    @property
    def place(self) -> str:
        """``Submission!J7`` or ``Submission!J7:J9``; the sheet alone where no cell is meant."""
        if self.where.row == 0:
            return self.where.sheet
        return str(self.where) + (f":{self.to.address}" if self.to else "")

    def cells(self) -> Iterator[CellRef]:
        """Every cell that it is about, row by row; the first alone where there is one."""
        first, last = self.where, self.to or self.where
        for row in range(first.row, last.row + 1):
            for column in range(first.column, last.column + 1):
                yield CellRef(first.sheet, row, column)

    @property
    def answer(self) -> Said | None:
        """What answers it; None where nothing does."""
        return self.said[0] if self.said and self.said[0].counts else None

    @property
    def explained(self) -> bool:
        """Whether it is answered."""
        return self.answer is not None

    @property
    def asks(self) -> bool:
        """A query that still waits for a word: neither answered nor waived, and no beta rule's."""
        return self.severity is Severity.QUERY and not (self.explained or self.beta or self.waived)

    @property
    def blocking(self) -> bool:
        """Stands in the way of acceptance."""
        return self.severity is Severity.ERROR and not self.beta and not self.waived

    def as_dict(self) -> dict[str, Any]:
        """The finding as JSON has it, keys in a fixed order."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "sheet": self.where.sheet,
            "cell": self.where.address if self.where.row else "",
            "to": self.to.address if self.to else "",
            "indicator": self.indicator_id,
            "indicator_name": self.indicator,
            "column": self.column,
            "found": self.found,
            "expected": self.expected,
            "message": self.message,
            "remedy": self.remedy,
            "repair": None if self.repair is None else {
                "old": self.repair.old, "new": self.repair.new, "why": self.repair.why,
            },
            "beta": self.beta,
            "explained": self.explained,
            "answer": "" if self.answer is None else self.answer.text,
            "answered_in": "" if self.answer is None else self.answer.where,
            "waived": self.waived,
            "for": "office" if self.for_office else "agency",
        }  # fmt: skip


def order(finding: Finding) -> tuple[object, ...]:
    """Stable order: by sheet as met in the form, then row, column, severity and rule."""
    return (finding.where.sheet, finding.where.row, finding.where.column, finding.severity.rank, finding.rule)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity; what is waived, or is told to the office alone, is counted by itself."""
    tally = {severity.value: 0 for severity in Severity} | {"waived": 0, "office": 0}
    for finding in findings:
        aside = "waived" if finding.waived else "office" if finding.for_office and not finding.blocking else ""
        tally[aside or finding.severity.value] += 1
    return tally


def for_agency(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that a submission's agency is told."""
    return tuple(finding for finding in findings if not finding.for_office)


def visible_text(text: str) -> str:
    """A person's own text with its invisible characters drawn, cut where it is very long.

    Ordinary blanks inside a text stay blanks; at the ends, and beside other blanks, they are drawn.
    """
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    core = text.strip(" ")
    if not core:
        return "·" * len(text)
    start = len(text) - len(text.lstrip(" "))
    end = len(text) - len(text.rstrip(" "))
    middle = "".join(_DRAWN[sign] if sign in _ALWAYS_DRAWN else sign for sign in core).replace("  ", "··")
    middle = safely_shown(middle)
    return "·" * start + middle + "·" * end
