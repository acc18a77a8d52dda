"""Decisions that stand in a variance sheet made anew: nothing that a supervisor typed is lost by making it again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pmr_xl.analysis.grounds import Grounds
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.versions import version
from pmr_xl.desk.review.merge import MergedRow, SheetOrigin, merge_decisions
from pmr_xl.desk.review.origin import read_sheet_origin
from pmr_xl.desk.review.outcome import RowOutcome
from pmr_xl.desk.review.standing import figure_decided_on
from pmr_xl.forms.variance_sheet import sheet as review_sheet
from pmr_xl.forms.variance_sheet.decisions.reader import read_decisions, read_figures
from pmr_xl.forms.variance_sheet.decisions.row import NOTHING_STOOD, DecisionRow, Stood
from pmr_xl.forms.variance_sheet.sheet import reopen_row
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.decision import WITHDRAW, current_word
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.measure import Figure, Measure
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.submission import Submission
from pmr_xl.record import WITHDRAWN, Decision

NO_GROUNDS: Mapping[str, Grounds] = {}
_REFERENCE, _TARGET = pattern(r"(?<!target) was "), pattern(r"target was ")
_SHEET = pattern(r"(.*_v)(\d{1,4})(_variances\.xlsx)", re.IGNORECASE)


def target_measures(chapter: Chapter) -> dict[str, Measure]:
    """How an agency's targets are read, by indicator id."""
    return {line.id: line.indicator.target_measure for line in chapter.lines}


def decisions_to_carry_over(
    desk: Desk, submission: Submission, sheet: Path, now: Mapping[str, Grounds] = NO_GROUNDS
) -> tuple[list[DecisionRow], SheetOrigin]:
    """What is to stand in a variance sheet that is made now, and what it has seen then.

    It is what was decided on the sheet that is there already, or on that of an earlier version, and what the record
    has. A decision stands while its figure does; where the figure is another one, it is left open, and the row says
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
    origin = SheetOrigin(agency, edition, submission.book.sha256, version(submission), len(taken))
    known = {
        name: _recorded(desk, one, origin, submission, now)
        for name, one in {one.indicator: one for one in taken}.items()
    }
    there = sheet if sheet.exists() else _earlier(sheet)
    typed = {} if there is None else dict(_typed(desk.me, submission, there, taken, now))
    recorded = (one for name, one in known.items() if name not in typed)
    return [*typed.values(), *(one for one in recorded if one.says_something or one.earlier)], origin


def _recorded(
    desk: Desk, one: Decision, origin: SheetOrigin, submission: Submission, now: Mapping[str, Grounds] = NO_GROUNDS
) -> DecisionRow:
    """The last decision of the record as a sheet shows it; nothing where it was withdrawn."""
    if one.decision == WITHDRAWN:
        return DecisionRow(one.indicator, "")
    shown = replace(_row_of(one), with_rest=bool(one.with_rest))
    if one.submission == origin.submission or _on_same_figure(desk, one, submission):
        moved = _moved(one.indicator, one.reference, submission, now) if one.decision else ""
        return _settled(reopen_row(shown, moved) if moved else shown)
    return _settled(reopen_row(shown, f"version {one.version}" if one.version else "another version"))


def _row_of(one: Decision) -> DecisionRow:
    day = date.fromisoformat(one.at[:10])
    return DecisionRow(one.indicator, current_word(one.decision), one.note, one.who, day, new_target=one.new_target)


def _moved(name: str, grounds: str, submission: Submission, now: Mapping[str, Grounds]) -> str:
    """On what other figures a decision was made, in words: ``another reference (FY25 was 101, is 110)``; else empty."""
    line = submission.chapter.by_id.get(name)
    if line is None or name not in now:
        return ""
    moved = Grounds.parse(grounds).changes_to(now[name], line.indicator)
    kinds = [one for one, holds in (("reference", _REFERENCE), ("target", _TARGET)) if holds.search(moved)]
    return f"another {' and '.join(kinds)} ({moved})" if moved else ""


def _on_same_figure(desk: Desk, one: Decision, submission: Submission) -> bool:
    """Whether the submission has the figure that was decided on; the record knows those of accepted ones."""
    entry, on = submission.by_id.get(one.indicator), figure_decided_on(desk, one)
    if entry is None or on is None:
        return False
    show = entry.indicator.measure.show
    return show(on) == show(entry.actual.figure)


def _settled(row: DecisionRow) -> DecisionRow:
    """A row to which nobody has said anything yet as it stands on the sheet."""
    return replace(row, stood=row.as_stood if row.says_something else NOTHING_STOOD)


def _earlier(sheet: Path) -> Path | None:
    """The variance sheet of the latest version before, in the same folder."""
    named = _SHEET.fullmatch(sheet.name)
    if named is None:
        return None
    older = (sheet.with_name(f"{named[1]}{number}{named[3]}") for number in range(int(named[2]) - 1, 0, -1))
    return next((one for one in older if one.exists()), None)


def _typed(
    me: str, submission: Submission, sheet: Path, taken: Sequence[Decision], now: Mapping[str, Grounds] = NO_GROUNDS
) -> Iterator[tuple[str, DecisionRow]]:
    """What was typed on a sheet and stands in the next one; what only the record has to say is not among it."""
    book = _read(submission, sheet)
    origin = read_sheet_origin(review_sheet.about_of(book), submission.chapter.agency, submission.edition)
    same_file = origin.submission == submission.book.sha256
    lines = submission.chapter.by_id
    measures = {name: line.indicator.measure for name, line in lines.items()}
    figures = {} if same_file else read_figures(book, submission.edition, measures)
    rows = read_decisions(book, target_measures(submission.chapter))
    for one in merge_decisions(rows, origin, taken, me):
        name = one.row.indicator_id
        holds = same_file or (name in lines and _same(submission, name, figures.get(name)))
        on = f"another figure{'' if origin.version == version(submission) else f' (version {origin.version})'}"
        if holds:
            on = _moved(name, one.row.grounds, submission, now) if one.row.decision else ""
        row = _carried(one, on)
        if row is not None:
            yield name, row


def _carried(one: MergedRow, made_on: str) -> DecisionRow | None:
    """A row as the next sheet has it; None where the record has it.

    Args:
        made_on: on what other figure or reference it was decided, in words; empty where all is as it was.
    """
    row, outcome, last = _as_recorded(one), one.outcome, one.last
    newly_recorded = one.unseen and last is not None
    if outcome in (RowOutcome.AS_IT_WAS, RowOutcome.COPY) or (row.with_rest and outcome is RowOutcome.NOTHING):
        return None
    if not row.says_something and outcome is not RowOutcome.WITHDRAWS:
        # Open again, and nobody has said anything to that yet.
        return replace(row, erased=False) if row.earlier is not None and not newly_recorded else None
    if (
        outcome is RowOutcome.STANDS and row.decision == WITHDRAW
    ):  # taken back already; left, it would take back the next
        return None
    if outcome is RowOutcome.NOTHING and not newly_recorded:
        return _settled(row)
    if outcome is RowOutcome.NOTHING and not row.changed:
        return None
    if outcome in (RowOutcome.NOTHING, RowOutcome.LATE, RowOutcome.OLDER) and last is not None:
        on = f", on version {last.version}" if outcome is RowOutcome.OLDER else ""
        known = f"in the record{' since' if one.unseen else ''}: {current_word(last.decision)} by {last.who}{on}"
        told = ": ".join(part for part in (known, last.content[1]) if part)
        return _settled(reopen_row(row, f"the sheet before; {told}"))
    if not made_on or row.decision == WITHDRAW or outcome is RowOutcome.WITHDRAWS:
        return replace(row, stood=_stood_in_record(last))
    return _settled(reopen_row(row, made_on))


def _stood_in_record(last: Decision | None) -> Stood:
    return NOTHING_STOOD if last is None or last.decision == WITHDRAWN else _row_of(last).as_stood


def _as_recorded(one: MergedRow) -> DecisionRow:
    """The row, signed as in the record where it stands there and says no name."""
    row, last = one.row, one.last
    if one.outcome is not RowOutcome.STANDS or last is None or current_word(last.decision) != row.decision:
        return row
    row = replace(row, with_rest=bool(last.with_rest))
    return row if row.by else replace(row, by=last.who, on=row.on or date.fromisoformat(last.at[:10]))


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


def _same(submission: Submission, indicator: str, before: Figure | None) -> bool:
    """Whether the submission's figure is printed as the one on the sheet was."""
    entry = submission.by_id.get(indicator)
    if entry is None:
        return before is None
    show = entry.indicator.measure.show
    return show(entry.actual.figure) == show(before)
