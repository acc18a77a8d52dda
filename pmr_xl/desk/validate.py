"""Validate a submission: read it, judge it, and put the findings on their cells in a review copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.context import context_for
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.answers import REVIEW_SUFFIX, answers_on, review_path
from pmr_xl.desk.received.corrections import as_corrected
from pmr_xl.desk.received.form import submission_of
from pmr_xl.desk.received.kinds import FileKind, no_sheet_of_ours, what_is, worked_on
from pmr_xl.desk.received.remarks import (
    AnswersShort,
    CopyLeft,
    DraftsStand,
    DraftsTicked,
    OlderSchema,
    OpenElsewhere,
    OurCopy,
    Remark,
)
from pmr_xl.desk.received.twins import twins
from pmr_xl.desk.writing import make_folder, refuse_other
from pmr_xl.forms.review_copy.answers import Answers, drafts, too_little, with_answers
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.finding import Finding, counts, for_agency
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.submission import Stamp, Submission
from pmr_xl.rules import judge, judge_unreadable

UNMARKED_SUFFIX = "_unmarked"


@value_class(slots=False)
class Validation:
    """One file and what was found in it.

    Attributes:
        submission: None where the file is not one of our forms, or not one this office knows.
        review: the marked copy, where one was written.
        remarks: what else is to be known of the file and its review copy.
        unreadable: why the file could not be opened at all; then nothing else is filled.
        answers: what stands on the findings sheet of the file itself and of its review copies.
        settings: the thresholds it was judged by.
    """

    path: Path
    book: Book | None = None
    stamp: Stamp = Stamp()
    submission: Submission | None = None
    findings: tuple[Finding, ...] = ()
    review: Path | None = None
    remarks: tuple[Remark, ...] = ()
    unreadable: Unreadable | None = None
    answers: Answers = field(default_factory=dict)
    settings: OfficeSettings = field(default_factory=OfficeSettings)

    @property
    def exit_code(self) -> int:
        """0 clean, 1 queries only, 2 errors, 3 unreadable."""
        if self.unreadable is not None:
            return 3
        if any(finding.blocking for finding in self.findings):
            return 2
        return 1 if any(finding.asks for finding in self.findings) else 0

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it: the same for the same workbook by every door."""
        told = {
            "file": self.path.name,
            "sha256": self.book.sha256 if self.book else "",
            "form": {
                "agency": self.stamp.agency,
                "report": self.stamp.report,
                "year": self.stamp.fiscal_year,
                "version": self.stamp.version,
            },
            "counts": counts(self.findings),
            "findings": [finding.as_dict() for finding in self.findings],
        }
        if self.unreadable is not None:
            told["unreadable"] = {
                "illness": self.unreadable.illness,
                "rule": self.unreadable.code,
                "message": self.unreadable.message,
                "remedy": self.unreadable.remedy,
            }
        return told


def as_json(told: Sequence[dict[str, Any]], *, alone: bool) -> str:
    """What was told of files, as the text that every door gives, byte for byte.

    Args:
        alone: one file was asked for: what was told of it is not in a list.
    """
    import json

    return json.dumps(told[0] if alone and told else told, ensure_ascii=False, indent=2) + "\n"


def read_submission(desk: Desk, book: Book) -> tuple[Stamp, Submission | None, Past]:
    """The book as the office reads it, with figures corrected by word of mouth, and what it is judged by.

    That is what was known of its agency when its form was made, and what the agency sent and said before.
    """
    stamp, submission = submission_of(desk, book)
    if submission is None:
        return stamp, None, Past()
    with desk.one_state():
        submission = as_corrected(desk, submission)
        return stamp, submission, context_for(desk, submission)


def judge_file(desk: Desk, path: Path, into: Path | None = None) -> Validation:
    """Read and judge one file; nothing is written.

    Raises:
        Fault: it is a variance sheet; what an earlier review copy answers cannot be read.

    Findings carry what was said to them, in the form and on findings sheets (:mod:`pmr_xl.desk.received.answers`).
    """
    try:
        book = read_book(path)
    except Unreadable as illness:
        return Validation(path, unreadable=illness, findings=judge_unreadable(path.name, illness, desk.settings))
    no_sheet_of_ours(book)
    stamp, submission, past = read_submission(desk, book)
    strange: list[str] = []
    answers = answers_on(desk, book, path, into, strange.append)
    findings = with_answers(judge(book, submission, past, desk.settings, today=desk.today), answers, desk.settings)
    others = () if submission is None else twins(desk, path, submission)
    stand = [DraftsStand(count)] if (count := drafts(findings, answers)) else []
    short = [AnswersShort(count)] if (count := too_little(findings, answers)) else []
    remarks: tuple[Remark, ...] = (
        *stand,
        *short,
        *dict.fromkeys(strange),
        *others,
        *_older(path, submission),
        *_ticked(book),
    )
    return Validation(path, book, stamp, submission, findings, None, remarks, None, answers, desk.settings)


def _ticked(book: Book) -> Iterator[DraftsTicked]:
    """Drafts that bear a tick and are not in their cells yet."""
    if book.sheet("Drafts") is None:
        return
    from pmr_xl.forms.submission_form.parts.taking_over import draft_rows

    with suppress(Fault):  # a sheet of before drafts could be decided on has no ticks
        if ticked := sum(row.ticked for row in draft_rows(book)):
            yield DraftsTicked(book.name, ticked)


def validate(desk: Desk, path: Path, into: Path | None = None) -> Validation:
    """Judge one file and write its review copy. The file itself is never changed.

    What was answered on the findings sheet before (see :func:`judge_file`) is carried over. Of a review copy no other
    one is made; what it is is told.
    """
    result = judge_file(desk, path, into)
    book = result.book
    if book is None:
        return result
    if result.submission is not None:
        desk.keep_schemas([result.submission.chapter.agency])
    one = what_is(path, [] if desk.office.built_in else [desk.office.inbox], book)
    if one.kind is FileKind.REVIEW_COPY:
        return replace(result, remarks=(OurCopy(one), *result.remarks))
    target = review_path(path, into)
    if target.exists() and worked_on(target, path):
        return replace(result, remarks=(CopyLeft(target), *result.remarks))
    from pmr_xl.books.marking.marker import mark
    from pmr_xl.desk.received.copy_pages import copy_pages

    make_folder(target.parent)
    told = for_agency(result.findings)
    pages = copy_pages(book, result.submission, told, result.answers, target)
    report = mark(path, target, [finding for finding in told if not finding.waived], *pages.pages)
    remarks = (*result.remarks, *report.sentences, *pages.remarks, *_open_elsewhere(path))
    return replace(result, review=report.target, remarks=remarks)


def _older(path: Path, submission: Submission | None) -> Iterator[OlderSchema]:
    """A form of another schema can be moved into today's."""
    if submission is not None and submission.asked is not None and submission.asked is not submission.chapter:
        yield OlderSchema(path.name)


def _open_elsewhere(path: Path) -> Iterator[OpenElsewhere]:
    """Excel and LibreOffice leave a mark beside a workbook that somebody has open."""
    if any(path.with_name(mark).exists() for mark in (f"~${path.name}", f".~lock.{path.name}#")):
        yield OpenElsewhere(path.name)


def unmark(path: Path, to: Path | None = None) -> Path:
    """Take our marks out of a review copy, into a file beside it unless another place is named.

    Raises:
        Unreadable: it is no workbook.
        Fault: there are no marks of ours in it, or the file cannot be written.
    """
    from pmr_xl.books.marking.marker import unmark as take_out

    target = to or path.with_stem(f"{path.stem.removesuffix(REVIEW_SUFFIX)}{UNMARKED_SUFFIX}")
    refuse_other(target, lambda aside: take_out(path, aside))
    return take_out(path, target).target
