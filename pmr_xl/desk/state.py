"""In which state a submission is: one answer for every list, every command and every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.received.days import counted_from, day_of, extension_of
from pmr_xl.desk.received.versions import version
from pmr_xl.model.display.plural import plural
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Sign
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.reason import NaReason, reason_of
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.evidence.day import day_signed, due_of

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.validate import Validation
    from pmr_xl.record import Decision

RETURN = "Return"  # the decision with which a supervisor sends a submission back


class SubmissionState(Enum):
    """Where a submission stands, from what is most pressing on."""

    UNREADABLE = "cannot be read"
    NO_FORM = "no form of this office"
    ERRORS = "errors to correct"
    QUERIES = "queries open"
    RETURNED = "returned"
    EXPLAINED = "explained"
    CLEAN = "nothing open"
    OVERTAKEN = "a later version is accepted"
    ACCEPTED = "accepted"
    RELEASED = "released"
    NOT_RECEIVED = "not received"

    @property
    def sign(self) -> str:
        """The icon that goes with the word."""
        return _SIGNS[self.name]

    @property
    def rank(self) -> int:
        """The most pressing first."""
        return list(SubmissionState).index(self)

    @property
    def icon_and_word(self) -> str:
        """Icon and word, as lists show it."""
        return f"{self.sign} {self.value}"

    @property
    def done(self) -> bool:
        """Nothing is left to do with it."""
        return self in (SubmissionState.ACCEPTED, SubmissionState.RELEASED)


_SIGNS = {
    "UNREADABLE": "?", "NO_FORM": "?", "ERRORS": "✕", "QUERIES": "▲", "RETURNED": "↩", "EXPLAINED": "✎",
    "CLEAN": "✓", "OVERTAKEN": "–", "ACCEPTED": "●", "RELEASED": "■", "NOT_RECEIVED": "○",
}  # fmt: skip


@value_class
class SubmissionStanding:
    """One submission and where it stands.

    Attributes:
        path: its file; None where it is not received.
        version: 0 where it is not received or is no form.
        errors, queries: how many are open.
        promised: figures that are not available yet and come later.
        days_late: days between the day it was due and the day it was signed; of one that is not received, until today.
        extended: the day of its own that the agency was given; None where it was given none.
        part: which part of a form it is; empty for a whole one.
        due: the day that lateness counts from; None where nobody named one.
        signed: the day its agency signed it.
        explained: queries that are answered.
    """

    path: Path | None
    agency: str
    edition: Edition | None
    version: int
    state: SubmissionState
    errors: int = 0
    queries: int = 0
    promised: int = 0
    days_late: int = 0
    extended: date | None = None
    part: str = ""
    due: date | None = None
    signed: date | None = None
    explained: int = 0

    @property
    def on_time(self) -> str:
        """``extended to 2026-08-14, 3 days late``; empty where it has no day of its own and is not late."""
        late = f"{self.days_late} {plural(self.days_late, 'day')} late" if self.days_late else ""
        return ", ".join(filter(None, [f"extended to {self.extended}" if self.extended else "", late]))


def submission_standing(desk: Desk, result: Validation) -> SubmissionStanding:
    """Where a submission stands that was just judged."""
    errors = sum(finding.blocking for finding in result.findings)
    queries = sum(finding.asks for finding in result.findings)
    submission = result.submission
    if result.unreadable is not None or submission is None:
        state = SubmissionState.NO_FORM if result.unreadable is None else SubmissionState.UNREADABLE
        return SubmissionStanding(result.path, result.stamp.agency, None, 0, state, errors, queries)
    with desk.one_state():
        return _standing_of(desk, result, submission, errors, queries)


def _standing_of(
    desk: Desk, result: Validation, submission: Submission, errors: int, queries: int
) -> SubmissionStanding:
    agency, edition, number = submission.chapter.agency, submission.edition, version(submission)
    state = in_record(desk, edition, agency, submission.book.sha256, number) or _judged(result, errors, queries)
    due = due_of(submission, counted_from(desk, edition, agency))
    signed = day_signed(submission)
    return SubmissionStanding(
        result.path,
        agency,
        edition,
        number,
        state,
        errors,
        queries,
        sum(map(is_promised, submission.entries)),
        0 if signed is None else max(0, (signed - due).days),
        _extended(desk, edition, agency),
        submission.stamp.part,
        due,
        signed,
        sum(finding.explained for finding in result.findings),
    )


def is_promised(entry: Entry) -> bool:
    """Whether the figure is not available because its source lags."""
    reason = entry.get(Ask.REASON)
    figure = entry.actual.figure if Ask.ACTUAL in entry.entered else None
    return figure is Sign.NOT_AVAILABLE and reason is not None and reason_of(reason.text) is NaReason.LAGGED


def _extended(desk: Desk, edition: Edition, agency: str) -> date | None:
    given = extension_of(desk, edition, agency)
    return None if given is None else given.due


def _judged(result: Validation, errors: int, queries: int) -> SubmissionState:
    if errors:
        return SubmissionState.ERRORS
    if queries:
        return SubmissionState.QUERIES
    return SubmissionState.EXPLAINED if any(finding.explained for finding in result.findings) else SubmissionState.CLEAN


def in_record(desk: Desk, edition: Edition, agency: str, sha256: str, number: int) -> SubmissionState | None:
    """What the record says of a version of a submission: accepted, released, overtaken, returned; None for nothing."""
    if desk.office.built_in:
        return None
    accepted = desk.record.accepted_submissions(edition, agency)
    if accepted and accepted[-1].sha256 == sha256:
        from pmr_xl.desk.released.contents import is_in_release  # what is not accepted does without

        return SubmissionState.RELEASED if is_in_release(desk, edition, sha256) else SubmissionState.ACCEPTED
    if accepted and accepted[-1].version > number:
        return SubmissionState.OVERTAKEN
    decided: Mapping[str, Decision] = desk.record.decisions(edition, agency)
    returned = any(one.decision == RETURN and one.submission == sha256 for one in decided.values())
    return SubmissionState.RETURNED if returned else None


def not_received(desk: Desk, edition: Edition, there: Iterable[SubmissionStanding]) -> Iterator[SubmissionStanding]:
    """The agencies of the office of which no form of an edition is among those ``there``, and none is accepted."""
    known = {one.agency for one in there if one.edition == edition and not one.part}
    for agency in desk.library_of(edition).agencies_of(edition):
        if agency not in known and not (not desk.office.built_in and desk.record.accepted_submissions(edition, agency)):
            day = day_of(desk, edition, agency)
            late = 0 if day is None else max(0, (desk.today - day).days)
            own = _extended(desk, edition, agency)
            yield SubmissionStanding(
                None, agency, edition, 0, SubmissionState.NOT_RECEIVED, days_late=late, extended=own, due=day
            )
