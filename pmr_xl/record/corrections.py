"""Figures that the office reads otherwise than they were sent, in and out of the record. None is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import now


class Outcome(StrEnum):
    """What became of a correction."""

    TAKEN_BACK = "taken back"
    CONFIRMED = "confirmed"  # the agency's next version says the same
    CONTRADICTED = "not confirmed"  # it says something else


class CorrectionEnd(NamedTuple):
    """What became of the correction of that number.

    Attributes:
        submission: SHA-256 of the version that said it; empty where it was taken back. ``version``: its number.
    """

    correction: int
    outcome: Outcome
    submission: str = ""
    version: int = 0
    why: str = ""
    who: str = ""
    at: str = ""


class Correction(NamedTuple):
    """One cell of a submission that the office reads otherwise than it was sent.

    Attributes:
        submission: SHA-256 of the file as it was sent; ``version`` and ``file`` are its number and name.
        what: the key of the form's column; ``place``: the cell.
        sent, corrected: what the agency typed and what it said instead, as the report prints it.
        said_by: who of the agency said so; ``who``: who noted it, ``at``: when.
        end: what became of it; None while it stands and nothing newer came.
    """

    agency: str
    edition: Edition
    submission: str
    version: int
    file: str
    indicator: str
    what: str
    place: str
    sent: str
    corrected: str
    said_by: str
    why: str
    who: str = ""
    at: str = ""
    no: int = 0
    end: CorrectionEnd | None = None

    @property
    def stands(self) -> bool:
        """Whether it is read so: nobody took it back."""
        return self.end is None or self.end.outcome is not Outcome.TAKEN_BACK


_SELECT = (
    "SELECT agency, edition, corrections.submission, corrections.version, file, indicator, what, place, sent, "
    "corrected, said_by, corrections.why, corrections.who, corrections.at, no, outcome, ended.submission, "
    "ended.version, ended.why, ended.who, ended.at "
    "FROM corrections LEFT JOIN correction_ends AS ended ON ended.correction = corrections.no "
)
_OWN = 15  # of these columns are the correction's own


def corrections(connection: Connection, edition: Edition, agency: str) -> list[Correction]:
    """Every correction of an agency's edition, in the order in which they came."""
    found = connection.execute(f"{_SELECT} WHERE edition = ? AND agency = ? ORDER BY no", (edition.code, agency))
    return [_read(line) for line in found]


def corrections_on(connection: Connection, indicator: str) -> list[Correction]:
    """Every correction of an indicator, of whatever edition, in the order in which they came."""
    found = connection.execute(f"{_SELECT} WHERE indicator = ? ORDER BY no", (indicator,))
    return [_read(line) for line in found]


def keep(connection: Connection, new: Correction) -> Correction:
    """Add a correction; one that stands on the same cell of the same file gives way to it."""
    who, at = new.who or connection.user, new.at or now()
    cell = (new.submission, new.edition, new.indicator, new.what)
    for old in corrections(connection, new.edition, new.agency):
        if old.stands and (old.submission, old.edition, old.indicator, old.what) == cell:
            why = f"corrected anew to {new.corrected}"
            end(connection, [CorrectionEnd(old.no, Outcome.TAKEN_BACK, why=why, who=who, at=at)])
    number = connection.insert(
        "INSERT INTO corrections (agency, edition, submission, version, file, indicator, what, place, sent, corrected, "
        "said_by, why, who, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (new.agency, new.edition.code, *new[2:12], who, at),
    )
    return new._replace(who=who, at=at, no=number)


def end(connection: Connection, ends: Iterable[CorrectionEnd]) -> None:
    """Note what became of corrections. What was taken back stays so; another end gives way to a later one."""
    for one in ends:
        connection.execute(
            "INSERT INTO correction_ends (correction, outcome, submission, version, why, who, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (correction) DO UPDATE SET outcome = excluded.outcome, "
            "submission = excluded.submission, version = excluded.version, why = excluded.why, who = excluded.who, "
            "at = excluded.at WHERE correction_ends.outcome <> ?",
            (
                *(one.correction, one.outcome.value, one.submission, one.version, one.why),
                *(one.who or connection.user, one.at or now(), Outcome.TAKEN_BACK.value),
            ),
        )


def _read(line: tuple[object, ...]) -> Correction:
    own, ended = list(line[:_OWN]), line[_OWN:]
    own[1] = Edition.parse(str(own[1]))
    noted = Correction(*own)  # type: ignore[arg-type]  # as the table has it
    if ended[0] is None:
        return noted
    return noted._replace(end=CorrectionEnd(noted.no, Outcome(str(ended[0])), *ended[1:]))  # type: ignore[arg-type]  # the same
