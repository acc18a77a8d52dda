"""Decisions that stand in a variance sheet made anew: nothing that a supervisor typed is lost by making it again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import isclose
from pathlib import Path

from pmr_xl.analysis.grounds import Grounds
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.versions import version, version_of
from pmr_xl.desk.review.merge import Fate, Made, Weighed, weigh
from pmr_xl.desk.review.standing import figure_decided_on
from pmr_xl.forms.variance_sheet import sheet as review_sheet
from pmr_xl.forms.variance_sheet.row_pages import WITHDRAW
from pmr_xl.forms.variance_sheet.sheet import SEEN, VERSION, DecisionRow, as_text, reopened
from pmr_xl.model.book.cell import CellValue
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.indicator import Chapter
from pmr_xl.model.measure import Measure
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.submission import Submission
from pmr_xl.record import WITHDRAWN
from pmr_xl.record import Decision as Kept
from pmr_xl.record.file.lock import whoami

NO_GROUNDS: Mapping[str, Grounds] = {}
_REFERENCE, _TARGET = pattern(r"(?<!target) was "), pattern(r"target was ")
_SHEET = pattern(r"(.*_v)(\d{1,4})(_variances\.xlsx)", re.IGNORECASE)


def target_measures(chapter: Chapter) -> dict[str, Measure]:
    """How an agency's targets are read, by indicator id."""
    return {line.id: line.indicator.target_measure for line in chapter.lines}


def made_of(about: Mapping[str, str], agency: str, edition: Edition) -> Made:
    """A variance sheet as its page About says that it was made; one of an older program has seen no decision."""
    told = about.get(VERSION, "")
    number = int(told) if told.isdecimal() else version_of(about.get("Submission", "")) or 1
    seen = int(about[SEEN]) if about.get(SEEN, "").isdecimal() else 0
    return Made(agency, edition, about.get("SHA-256", ""), number, seen)


def facts_of(made: Made) -> dict[str, str]:
    """The same, as the page About says it."""
    return {"SHA-256": made.submission, VERSION: str(made.version), SEEN: str(made.seen)}


def standing(
    desk: Desk, submission: Submission, sheet: Path, now: Mapping[str, Grounds] = NO_GROUNDS
) -> tuple[list[DecisionRow], Made]:
    """What is to stand in a variance sheet that is made now, and what it has seen then.

    It is what was decided on the sheet that is there already, or on that of an earlier version, and what the record
    has. A decision stands while its figure does; where the figure is another one, it is left open, and the note says
    what was decided and by whom. So it is with what the record has of another version whose figure it does not know
    (it was not accepted), and with what was typed on a sheet after the record had learnt of a decision that the sheet
    does not know. A decision that rests on a reference or a target that has become another is void, and left open too.

    Args:
        now: what a decision would rest on now, by indicator.

    Raises:
        Fault: what is there is no variance sheet of this submission, or cannot be read.
    """
    agency, edition = submission.chapter.agency, submission.edition
    taken = [] if desk.office.built_in else desk.record.decisions_taken(edition, agency)
    made = Made(agency, edition, submission.book.sha256, version(submission), len(taken))
    known = {
        name: _recorded(desk, one, made, submission, now) for name, one in {one.indicator: one for one in taken}.items()
    }
    there = sheet if sheet.exists() else _earlier(sheet)
    typed = {} if there is None else dict(_typed(submission, there, taken, now))
    return [*typed.values(), *(one for name, one in known.items() if one.text and name not in typed)], made


def newer_accepted(desk: Desk, made: Made) -> str:
    """That a later version than a sheet shows is in the record, in a sentence with the way out; empty where none is."""
    known = [] if desk.office.built_in else desk.record.accepted(made.edition, made.agency)
    if not known or known[-1].version <= made.version:
        return ""
    last = known[-1]
    return (
        f"Version {last.version} of {made.agency} {made.edition.title} is accepted ({last.file}, by {last.who}); this "
        f"sheet shows version {made.version}. Make the sheet of version {last.version} (“pmr review”); decide there."
    )


def _recorded(
    desk: Desk, one: Kept, made: Made, submission: Submission, now: Mapping[str, Grounds] = NO_GROUNDS
) -> DecisionRow:
    """The last decision of the record as a sheet shows it; nothing where it was withdrawn."""
    if one.decision == WITHDRAWN:
        return DecisionRow(one.indicator, "")
    day = date.fromisoformat(one.at[:10])
    shown = DecisionRow(one.indicator, one.decision, one.note, one.who, day, new_target=one.new_target)
    if one.submission == made.submission or _on_same_figure(desk, one, submission):
        moved = _moved(one.indicator, one.reference, submission, now) if one.decision else ""
        return _settled(reopened(shown, moved) if moved else shown)
    return _settled(reopened(shown, f"version {one.version}" if one.version else "another version"))


def _moved(name: str, grounds: str, submission: Submission, now: Mapping[str, Grounds]) -> str:
    """On what other figures a decision was made, in words: ``another reference (FY25 was 101, is 110)``; else empty."""
    line = submission.chapter.by_id.get(name)
    if line is None or name not in now:
        return ""
    moved = Grounds.parse(grounds).moved(now[name], line.indicator)
    kinds = [one for one, holds in (("reference", _REFERENCE), ("target", _TARGET)) if holds.search(moved)]
    return f"another {' and '.join(kinds)} ({moved})" if moved else ""


def _on_same_figure(desk: Desk, one: Kept, submission: Submission) -> bool:
    """Whether the submission has the figure that was decided on; the record knows those of accepted ones."""
    entry, on = submission.by_id.get(one.indicator), figure_decided_on(desk, one)
    if entry is None or on is None:
        return False
    show = entry.indicator.measure.show
    return show(on) == show(entry.actual.figure)


def _settled(row: DecisionRow) -> DecisionRow:
    """A row to which nobody has said anything yet as it stands on the sheet."""
    return replace(row, stood=row.text)


def _earlier(sheet: Path) -> Path | None:
    """The variance sheet of the latest version before, in the same folder."""
    named = _SHEET.fullmatch(sheet.name)
    if named is None:
        return None
    older = (sheet.with_name(f"{named[1]}{number}{named[3]}") for number in range(int(named[2]) - 1, 0, -1))
    return next((one for one in older if one.exists()), None)


def _typed(
    submission: Submission, sheet: Path, taken: Sequence[Kept], now: Mapping[str, Grounds] = NO_GROUNDS
) -> Iterator[tuple[str, DecisionRow]]:
    """What was typed on a sheet and stands in the next one; what only the record has to say is not among it."""
    book = _read(submission, sheet)
    made = made_of(review_sheet.about_of(book), submission.chapter.agency, submission.edition)
    same_file = made.submission == submission.book.sha256
    figures = {} if same_file else review_sheet.read_actuals(book, submission.edition)
    for one in weigh(review_sheet.read_decisions(book, target_measures(submission.chapter)), made, taken, whoami()):
        name = one.row.indicator_id
        holds = same_file or _same(figures.get(name), _shown(submission, name))
        on = f"another figure{'' if made.version == version(submission) else f' (version {made.version})'}"
        if holds:
            on = _moved(name, one.row.grounds, submission, now) if one.row.decision else ""
        row = _carried(one, on)
        if row is not None:
            yield name, row


def _carried(one: Weighed, made_on: str) -> DecisionRow | None:
    """A row as the next sheet has it; None where the record has it.

    Args:
        made_on: on what other figure or reference it was decided, in words; empty where all is as it was.
    """
    row, fate, last = _as_recorded(one), one.fate, one.last
    if fate in (Fate.AS_IT_WAS, Fate.COPY) or not (row.text or fate is Fate.WITHDRAWS):
        return None
    if fate is Fate.STANDS and row.decision == WITHDRAW:  # taken back already; left there it would take back the next
        return None
    if fate is Fate.NOTHING and not (one.unseen and last is not None):
        return _settled(row)
    if fate is Fate.NOTHING and not row.changed:
        return None
    if fate in (Fate.NOTHING, Fate.LATE, Fate.OLDER) and last is not None:
        on = f", on version {last.version}" if fate is Fate.OLDER else ""
        known = f"in the record{' since' if one.unseen else ''}: {last.decision} by {last.who}{on}"
        return _settled(reopened(row, f"the sheet before; {': '.join(part for part in (known, last.said[1]) if part)}"))
    if not made_on or row.decision == WITHDRAW or fate is Fate.WITHDRAWS:
        return replace(row, stood="" if last is None or last.decision == WITHDRAWN else as_text(*last.said[:2]))
    return _settled(reopened(row, made_on))


def _as_recorded(one: Weighed) -> DecisionRow:
    """The row, signed as in the record where it stands there and says no name; one opened again is signed by nobody."""
    row, last = one.row, one.last
    if row.undecided:
        return replace(row, by="", on=None)
    if one.fate is not Fate.STANDS or row.by or last is None or last.decision != row.decision:
        return row
    return replace(row, by=last.who, on=row.on or date.fromisoformat(last.at[:10]))


def _read(submission: Submission, sheet: Path) -> Book:
    from pmr_xl.books.reading.reader import read_book

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
