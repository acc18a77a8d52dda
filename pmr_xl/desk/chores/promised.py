"""Figures that are promised: rows that are NA, by the day for which they were promised, over all agencies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from pmr_xl.desk.received.corrections import as_corrected
from pmr_xl.desk.received.form import submission_of
from pmr_xl.desk.received.inbox import kept_submissions
from pmr_xl.desk.received.versions import version
from pmr_xl.model.display.plural import plural
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Sign
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.reason import NaReason, reason_of
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.evidence.day import day_signed, due_of
from pmr_xl.rules.engine.evidence.promised_day import promised_day

if TYPE_CHECKING:
    from pathlib import Path

    from pmr_xl.desk.desk import Desk


_KEPT_AS = pattern(r"^[0-9a-f]{12}_")  # what an accepted file's name begins with in the office's folder


class Promised(NamedTuple):
    """A figure that is not available and was promised.

    Attributes:
        by: the last day of what was said; None where no day is understood.
        days: how many it is overdue on the day of asking; negative while there is time.
        said: the agency's words; ``reason``: why it is NA.
    """

    by: date | None
    days: int
    agency: str
    edition: Edition
    indicator: str
    name: str
    reason: str
    said: str
    file: str

    @property
    def overdue(self) -> bool:
        """Whether the day has passed."""
        return self.by is not None and self.days > 0

    @property
    def state(self) -> str:
        """Sign and words: ``✕ 12 days overdue``, ``○ in 30 days``, ``? no day said``."""
        if self.by is None:
            return "? no day said"
        if self.days > 0:
            return f"✕ {self.days} {plural(self.days, 'day')} overdue"
        return "▲ today" if not self.days else f"○ in {-self.days} day{'' if self.days == -1 else 's'}"


class Promises(NamedTuple):
    """All of them, overdue first, those without a day last; ``skipped``: files that could not be read, and why."""

    rows: tuple[Promised, ...]
    skipped: tuple[tuple[Path, Fault], ...]


def find_promises(desk: Desk) -> Promises:
    """What was promised in the latest version of each agency's submissions, and has not come since.

    Raises:
        Fault: without an office of one's own nothing is kept.
    """
    desk.office.must_be_own("Without an office of your own no submissions are kept.")
    latest, skipped = _latest(desk)
    found = [one for submission in latest for one in _of(desk, submission)]
    with desk.record.one_state():
        known = desk.record.past(
            {one.indicator for one in found}, parts={one.edition.submitted_period for one in found}
        )
        rows = [
            one for one in found if not isinstance(known.actual(one.indicator, one.edition.submitted_period), Decimal)
        ]
    rows.sort(key=lambda one: (one.by is None, one.by or date.max, one.agency, one.edition.code))
    return Promises(tuple(rows), tuple(skipped))


def _latest(desk: Desk) -> tuple[list[Submission], list[tuple[Path, Fault]]]:
    """The latest version of each submission that the office has, as it is read; and what could not be read."""
    from pmr_xl.books.reading.reader import read_book

    found: dict[tuple[str, Edition], Submission] = {}
    skipped: list[tuple[Path, Fault]] = []
    for path in kept_submissions(desk):
        try:
            _, submission = submission_of(desk, read_book(path))
        except Fault as fault:
            skipped.append((path, fault))
            continue
        if submission is None:
            continue
        key = submission.chapter.agency, submission.edition
        if key not in found or version(submission) >= version(found[key]):
            found[key] = submission
    return [as_corrected(desk, one) for one in found.values()], skipped


def _of(desk: Desk, submission: Submission) -> Iterator[Promised]:
    said_on = day_signed(submission) or due_of(submission)
    for entry in submission.entries:
        if (one := _promise(entry, said_on)) is None:
            continue
        by, reason, said = one
        yield Promised(
            by,
            0 if by is None else (desk.today - by).days,
            submission.chapter.agency,
            submission.edition,
            entry.line.id,
            entry.indicator.name,
            reason,
            said,
            _KEPT_AS.sub("", submission.book.name),
        )


def _promise(entry: Entry, said_on: date) -> tuple[date | None, str, str] | None:
    """The day, the reason and the words of a row that is NA: lagged, or with a day to come in its explanation."""
    if Ask.ACTUAL not in entry.entered or entry.actual.figure is not Sign.NOT_AVAILABLE:
        return None
    texts = {key: "" if (one := entry.get(key)) is None else one.text for key in (Ask.REASON, Ask.EXPLANATION)}
    reason, said = texts[Ask.REASON], texts[Ask.EXPLANATION]
    by = promised_day(said, said_on)
    lagged = reason_of(reason) is NaReason.LAGGED
    return (by, reason, said) if lagged or (by is not None and by > said_on) else None
