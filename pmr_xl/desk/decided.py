"""Decisions that stand in a variance sheet made anew: nothing that a supervisor typed is lost by making it again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import isclose
from pathlib import Path

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.versions import version, version_of
from pmr_xl.desk.weighed import Fate, Made, Weighed, weigh
from pmr_xl.forms import review_sheet
from pmr_xl.forms.review_sheet import SEEN, VERSION, Decision, as_text
from pmr_xl.model.cell import CellValue
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.sheet import Book
from pmr_xl.model.submission import Submission
from pmr_xl.record import WITHDRAWN
from pmr_xl.record import Decision as Kept
from pmr_xl.record.lock import whoami

_SHEET = re.compile(r"(.*_v)(\d{1,4})(_variances\.xlsx)", re.IGNORECASE)


def made_of(about: Mapping[str, str], agency: str, edition: Edition) -> Made:
    """A variance sheet as its page About says that it was made; one of an older program has seen no decision."""
    told = about.get(VERSION, "")
    number = int(told) if told.isdecimal() else version_of(about.get("Submission", "")) or 1
    seen = int(about[SEEN]) if about.get(SEEN, "").isdecimal() else 0
    return Made(agency, edition, about.get("SHA-256", ""), number, seen)


def facts_of(made: Made) -> dict[str, str]:
    """The same, as the page About says it."""
    return {"SHA-256": made.submission, VERSION: str(made.version), SEEN: str(made.seen)}


def standing(desk: Desk, submission: Submission, sheet: Path) -> tuple[list[Decision], Made]:
    """What is to stand in a variance sheet that is made now, and what it has seen then.

    It is what was decided on the sheet that is there already, or on that of an earlier version, and what the record
    has. A decision stands while its figure does; where the figure is another one, it is left open, and the note says
    what was decided. So it is with what the record has of another version (it does not know on which figure), and
    with what was typed on a sheet after the record had learnt of a decision that the sheet does not know.

    Raises:
        Fault: what is there is no variance sheet of this submission, or cannot be read.
    """
    agency, edition = submission.chapter.agency, submission.edition
    taken = [] if desk.office.built_in else desk.record.decisions_taken(edition, agency)
    made = Made(agency, edition, submission.book.sha256, version(submission), len(taken))
    known = {one.indicator: _recorded(one, made) for one in taken}
    there = sheet if sheet.exists() else _earlier(sheet)
    typed = {} if there is None else dict(_typed(submission, there, taken))
    return [*typed.values(), *(one for name, one in known.items() if one.text and name not in typed)], made


def _recorded(one: Kept, made: Made) -> Decision:
    """The last decision of the record as a sheet shows it; nothing where it was withdrawn."""
    if one.decision == WITHDRAWN:
        return Decision(one.indicator, "")
    shown = Decision(one.indicator, one.decision, one.note, one.who, date.fromisoformat(one.at[:10]))
    return _settled(shown if one.submission == made.submission else _reopened(shown, "an earlier version"))


def _settled(row: Decision) -> Decision:
    """A row to which nobody has said anything yet as it stands on the sheet."""
    return replace(row, stood=row.text)


def _earlier(sheet: Path) -> Path | None:
    """The variance sheet of the latest version before, in the same folder."""
    named = _SHEET.fullmatch(sheet.name)
    if named is None:
        return None
    older = (sheet.with_name(f"{named[1]}{number}{named[3]}") for number in range(int(named[2]) - 1, 0, -1))
    return next((one for one in older if one.exists()), None)


def _reopened(decision: Decision, on: str) -> Decision:
    """Left open, with what was decided in its note."""
    was = f"was {decision.decision}, on {on}" if decision.decision else ""
    return replace(decision, decision="", note=": ".join(text for text in (was, decision.note) if text), on=None)


def _typed(submission: Submission, sheet: Path, taken: Sequence[Kept]) -> Iterator[tuple[str, Decision]]:
    """What was typed on a sheet and stands in the next one; what only the record has to say is not among it."""
    book = _read(submission, sheet)
    made = made_of(review_sheet.about_of(book), submission.chapter.agency, submission.edition)
    same_file = made.submission == submission.book.sha256
    figures = {} if same_file else review_sheet.read_actuals(book, submission.edition)
    for one in weigh(review_sheet.read_decisions(book), made, taken, whoami()):
        name = one.row.indicator_id
        holds = same_file or _same(figures.get(name), _shown(submission, name))
        row = _carried(one, holds=holds)
        if row is not None:
            yield name, row


def _carried(one: Weighed, *, holds: bool) -> Decision | None:
    """A row as the next sheet has it, where the figure ``holds``, or is another one; None where the record has it."""
    row, fate, last = one.row, one.fate, one.last
    if fate in (Fate.AS_IT_WAS, Fate.COPY) or not (row.text or fate is Fate.WITHDRAWS):
        return None
    if fate is Fate.NOTHING and not (one.unseen and last is not None):
        return _settled(row)
    if fate is Fate.NOTHING and not row.changed:
        return None
    if fate in (Fate.NOTHING, Fate.LATE) and last is not None:
        since = ": ".join(part for part in (f"in the record since: {last.decision} by {last.who}", last.note) if part)
        return _settled(_reopened(row, f"the sheet before; {since}"))
    if holds or fate is Fate.WITHDRAWS:
        return replace(
            row, stood="" if last is None or last.decision == WITHDRAWN else as_text(last.decision, last.note)
        )
    return _settled(_reopened(row, "another figure"))


def _read(submission: Submission, sheet: Path) -> Book:
    from pmr_xl.books.reader import read_book

    try:
        book = read_book(sheet)
    except Unreadable as illness:
        raise Fault(
            f"The variance sheet that is there already, {sheet}, cannot be read: {illness.message}",
            "Move it elsewhere; the decisions on it cannot be carried over.",
        ) from None
    about = review_sheet.about_of(book)
    if (about.get("Agency"), about.get("Edition")) != (submission.chapter.agency, submission.edition.code):
        raise Fault(
            f"{sheet} is there already, and is no variance sheet of {submission.chapter.agency} "
            f"{submission.edition.title}.",
            "Move it elsewhere, or name another folder.",
        )
    return book


def _shown(submission: Submission, indicator: str) -> CellValue:
    """The actual as the sheet has it."""
    entry = submission.by_id.get(indicator)
    figure = None if entry is None else entry.actual.figure
    if entry is None or figure is None:
        return None
    return entry.indicator.measure.to_cell(figure) if isinstance(figure, Decimal) else figure.value


def _same(one: CellValue, other: CellValue) -> bool:
    if isinstance(one, float | int) and isinstance(other, float | int):
        return isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
    return one == other
