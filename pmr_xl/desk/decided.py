"""Decisions that stand in a variance sheet made anew: nothing that a supervisor typed is lost by making it again."""

from __future__ import annotations

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


def standing(desk: Desk, submission: Submission, sheet: Path) -> list[Decision]:
    """What was decided on the sheet that is there already, and what the record has of this very file.

    A decision stands while its figure does; where the figure is another one, it is left open, and the note says what
    was decided on which figure.

    Raises:
        Fault: what is there is no variance sheet of this submission, or cannot be read.
    """
    from pmr_xl.forms.review_sheet import Decision

    typed = list(_on_sheet(submission, sheet)) if sheet.exists() else []
    if desk.office.built_in:
        return typed
    seen = {one.indicator_id for one in typed}
    kept = desk.record.decisions(submission.edition, submission.chapter.agency)
    return typed + [
        Decision(name, one.decision, one.note, one.who, date.fromisoformat(one.at[:10]))
        for name, one in kept.items()
        if name not in seen and one.submission == submission.book.sha256
    ]


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
            was = f"was {one.decision}, on another figure" if one.decision else ""
            yield replace(one, decision="", note=": ".join(text for text in (was, one.note) if text), on=None)


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
