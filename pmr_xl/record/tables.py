"""The record's tables and what stands in them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.indicator import Indicator
from pmr_xl.model.measure import Figure

FORMAT = 1
WITHDRAWN = "Withdrawn"  # a decision that takes the one before back; nothing is decided then

# Figures are only ever added: what was stated stays, and the figure in force is the last one of the latest edition.
# A value is a decimal in the indicator's unit (durations in seconds) or one of the report's signs, as text.
TABLES = """
CREATE TABLE sources (
    no INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    edition TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE TABLE figures (
    no INTEGER PRIMARY KEY,
    indicator TEXT NOT NULL,
    period TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('actual', 'target')),
    value TEXT NOT NULL,
    printed TEXT NOT NULL,
    edition_rank INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES sources (no),
    place TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX figures_by_indicator ON figures (indicator, edition_rank, no);
CREATE TRIGGER figures_stay BEFORE UPDATE ON figures BEGIN SELECT RAISE(ABORT, 'figures are only ever added'); END;
CREATE TRIGGER figures_remain BEFORE DELETE ON figures BEGIN SELECT RAISE(ABORT, 'figures are only ever added'); END;
CREATE TABLE submissions (
    no INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (no),
    sha256 TEXT NOT NULL,
    agency TEXT NOT NULL,
    edition TEXT NOT NULL,
    version INTEGER NOT NULL,
    file TEXT NOT NULL,
    original TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    program TEXT NOT NULL DEFAULT '',
    UNIQUE (sha256, edition)
);
CREATE TABLE explanations (
    no INTEGER PRIMARY KEY,
    submission INTEGER NOT NULL REFERENCES submissions (no),
    indicator TEXT NOT NULL,
    text TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE TABLE decisions (
    no INTEGER PRIMARY KEY,
    agency TEXT NOT NULL,
    edition TEXT NOT NULL,
    indicator TEXT NOT NULL,
    decision TEXT NOT NULL,
    note TEXT NOT NULL,
    submission TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX decisions_by_edition ON decisions (agency, edition, no);
"""
# What came after the first records were made.
ADDED_TABLES = """
CREATE TABLE IF NOT EXISTS names (
    indicator TEXT NOT NULL,
    edition_rank INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (indicator, edition_rank)
);
"""

# Columns that came likewise. Each has a default, so that programs of both ages read and write
# one record, and the format stays what it is.
ADDED = (
    ("submissions", "program", "TEXT NOT NULL DEFAULT ''"),
    ("decisions", "version", "INTEGER NOT NULL DEFAULT 0"),
    ("decisions", "seen", "INTEGER NOT NULL DEFAULT 0"),
)


_SIXTEENTH = 16  # months are placed between two reports by fractions that every float holds exactly
_MMR_MONTH, _PMMR_MONTH = 2, 7  # the first fiscal month whose figures come after the MMR, after the PMMR


def rank(edition: Edition) -> float:
    """Editions in the order in which they appear: the PMMR of a fiscal year (January) before its MMR (September).

    A month appears on the 20th of the next: July's before the MMR of the year that has just ended, August's to
    December's before the PMMR, January's to June's after it. Months are fractions; SQLite keeps them as they are.
    """
    year, month = edition.year, edition.month
    if edition.report is Report.MMR:
        return year * 2 + 1
    if edition.report is Report.PMMR:
        return year * 2
    if month < _MMR_MONTH:
        return (year - 1) * 2 + (12 + month) / _SIXTEENTH
    return year * 2 - (month < _PMMR_MONTH) + month / _SIXTEENTH


class Source(NamedTuple):
    """Where figures come from: a file, told by its hash, that stands for an edition."""

    file: str
    sha256: str
    edition: Edition

    @classmethod
    def of(cls, path: Path, edition: Edition) -> Source:
        """A file on the disk. Raises OSError where it cannot be read."""
        return cls(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), edition)


class Stated(NamedTuple):
    """One figure in the record, and everything that is known of it.

    Attributes:
        in_force: no later figure of the same period and kind has taken its place.
        version: of the submission that states it; None where a published table does.
        program: the version of pmr_xl that accepted the submission; empty where nobody noted it.
    """

    indicator: str
    period: Period
    kind: FactKind
    figure: Figure
    printed: str
    edition: Edition
    file: str
    sha256: str
    place: str
    reason: str
    who: str
    at: str
    in_force: bool
    version: int | None = None
    program: str = ""


class Origin(NamedTuple):
    """A file that figures in force come from: an accepted submission, or a published table that was imported.

    Attributes:
        agency: whose submission it is; empty for a table.
        version: of the submission; None for a table.
        program: the version of pmr_xl that accepted it; empty for a table, and where nobody noted it.
    """

    edition: Edition
    file: str
    sha256: str
    agency: str = ""
    version: int | None = None
    program: str = ""


class Explained(NamedTuple):
    """What an agency said about one indicator in a submission; ``reason`` is the code of a missing figure."""

    indicator: str
    text: str = ""
    reason: str = ""


class Acceptance(NamedTuple):
    """A submission to be accepted.

    Attributes:
        version: the form's own, 1 for the first.
        original: where the file as sent is kept.
        facts: its figures, restated past ones with their reason.
        program: the version of pmr_xl that accepts it.
        indicators: the agency's, by id: their names are kept, and their worked-out years to date follow their months.
    """

    sha256: str
    agency: str
    edition: Edition
    version: int
    file: str
    original: str
    facts: Sequence[Fact]
    explanations: Sequence[Explained] = ()
    program: str = ""
    indicators: Mapping[str, Indicator] = MappingProxyType({})


class Accepted(NamedTuple):
    """A submission that was accepted.

    Attributes:
        told: when it is taken, what follows from it in years to date stated before, and what does not go with them.
    """

    sha256: str
    agency: str
    edition: Edition
    version: int
    file: str
    original: str
    who: str
    at: str
    program: str = ""
    told: tuple[str, ...] = ()


class Decision(NamedTuple):
    """What a supervisor decided about one indicator of one edition.

    Attributes:
        decision: in the words of the review sheet; :data:`WITHDRAWN` where the one before was taken back.
        submission: SHA-256 of the submission it was decided on.
        version: that submission's; 0 where nobody noted it.
        seen: how many decisions on that agency's edition the record had when the sheet was made that it was read from.
    """

    agency: str
    edition: Edition
    indicator: str
    decision: str
    note: str = ""
    submission: str = ""
    who: str = ""
    at: str = ""
    version: int = 0
    seen: int = 0

    @property
    def said(self) -> tuple[str, str, str]:
        """What two decisions have in common that say the same: word, note, and the submission they are on."""
        return self.decision, self.note, self.submission
