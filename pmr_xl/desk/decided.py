"""Decisions that stand in a variance sheet made anew: nothing that a supervisor typed is lost by making it again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.desk import Desk
from pmr_xl.model.cell import CellValue
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.submission import Submission

if TYPE_CHECKING:
    from pmr_xl.forms.review_sheet import Decision

_SHEET = re.compile(r"(.*_v)(\d{1,4})(_variances\.xlsx)", re.IGNORECASE)


def standing(desk: Desk, submission: Submission, sheet: Path) -> list[Decision]:
    """What was decided on the sheet that is there already, or on that of an earlier version, and what the record has.

    A decision stands while its figure does; where the figure is another one, it is left open, and the note says what
    was decided. So it is with what the record has of another version: it does not know on which figure.

    Raises:
        Fault: what is there is no variance sheet of this submission, or cannot be read.
    """
    from pmr_xl.forms.review_sheet import Decision

    there = sheet if sheet.exists() else _earlier(sheet)
    typed = [] if there is None else list(_on_sheet(submission, there))
    if desk.office.built_in:
        return typed
    seen = {one.indicator_id for one in typed}
    kept = desk.record.decisions(submission.edition, submission.chapter.agency)
    in_force = {
        name: Decision(name, one.decision, one.note, one.who, date.fromisoformat(one.at[:10]))
        for name, one in kept.items()
        if name not in seen
    }
    return typed + [
        one if kept[name].submission == submission.book.sha256 else _reopened(one, "an earlier version")
        for name, one in in_force.items()
    ]


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


def _on_sheet(submission: Submission, sheet: Path) -> Iterator[Decision]:
    from pmr_xl.books.reader import read_book
    from pmr_xl.forms import review_sheet

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
    same_file = about.get("SHA-256") == submission.book.sha256
    figures = {} if same_file else review_sheet.read_actuals(book, submission.edition)
    for one in review_sheet.read_decisions(book):
        if same_file or _same(figures.get(one.indicator_id), _shown(submission, one.indicator_id)):
            yield one
        else:
            yield _reopened(one, "another figure")


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
