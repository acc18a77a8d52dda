"""Versions of one submission: which one a file is, and which one came before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.past import Earlier
from pmr_xl.model.submission import Submission

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

# A number of more digits counts no versions (_v20260917 is a day).
_VERSION = re.compile(r"(?P<stem>.*_v)(?P<number>\d{1,4})(?P<ending>\.xls[xm])", re.IGNORECASE)
# What people and programs put behind it: “_v2 (1).xlsx”, “_v3 FINAL.xlsx”, “_v7_repaired.xlsx”.
_WITH_MORE = re.compile(r"(?P<stem>.*?_v)(?P<number>\d{1,4})(?!\d)(?P<more>.*)(?P<ending>\.xls[xm])", re.IGNORECASE)
_STAMPED = re.compile(r"(?P<number>\d{1,9})(?:\.\d*)?", re.ASCII)


def version_of(name: str) -> int | None:
    """The version in a file's name (``…_v3.xlsx`` and ``…_v3 FINAL.xlsx`` are 3); None where it has none."""
    named = _WITH_MORE.fullmatch(name)
    return None if named is None else int(named["number"])


def version(submission: Submission) -> int:
    """The version the file's name gives (``…_v2.xlsx``) or the form's own, whichever is later."""
    stamped = _STAMPED.fullmatch(submission.stamp.submission_version)
    return max(1 if stamped is None else int(stamped["number"]), version_of(submission.book.name) or 1)


def earlier_version(name: str, folders: Iterable[Path]) -> Path:
    """The latest earlier version of a submission, by its file name (``…_v3.xlsx`` before ``…_v4.xlsx``).

    Raises:
        Fault: the name has no version, or no earlier one is in ``folders``.
    """
    named = _WITH_MORE.fullmatch(name)
    if named is None:
        raise Fault(f"{name} has no version in its name.", "Name it as the form was named: PMR_DSNY_MMR_FY26_v2.xlsx.")
    folders = list(dict.fromkeys(folders))
    earlier = [
        (int(found["number"]), path)
        for folder in folders
        if folder.is_dir()
        for path in folder.iterdir()
        if (found := _VERSION.fullmatch(path.name)) is not None
        and found["stem"].casefold() == named["stem"].casefold()
        and int(found["number"]) < int(named["number"])
    ]
    if not earlier:
        places = " and ".join(str(folder) for folder in folders)
        raise Fault(f"No earlier version of {name} is in {places}.", "Put it there, or name it.")
    return max(earlier)[1]


def version_before(desk: Desk, path: Path) -> Path:
    """The file of the version before, beside a submission or in the office's inbox.

    Raises:
        Fault: there is no such submission, or none before it.
    """
    if not path.is_file():
        from pmr_xl.books.reader import read_book

        read_book(path)  # says what stands there instead
    return earlier_version(path.name, [path.parent, *([] if desk.office.built_in else [desk.office.inbox])])


def before(desk: Desk, submission: Submission) -> Earlier | None:
    """The version that the office knew before this one: the last one accepted, else the last one in the inbox.

    What is accepted comes first: a figure that was taken into the record and is gone from version 2 is still missed in
    version 3. None where there is none, or none that can still be read. Only in an office of one's own.
    """
    own = version(submission)
    accepted = [
        one
        for one in desk.record.accepted(submission.edition, submission.chapter.agency)
        if one.version <= own and one.sha256 != submission.book.sha256
    ]
    if accepted:
        last = accepted[-1]
        return _read(submission, desk.folder / last.original, last.version, date.fromisoformat(last.at[:10]))
    try:
        path = earlier_version(submission.book.name, [desk.office.inbox])
    except Fault:
        return None
    return _read(submission, path, version_of(path.name) or 1, None)


def _read(submission: Submission, path: Path, number: int, accepted: date | None) -> Earlier | None:
    from pmr_xl.books.reader import read_book
    from pmr_xl.forms import submission_form

    try:
        book = read_book(path)
    except (Unreadable, OSError):
        return None
    stamp = submission_form.stamp_of(book)
    if (stamp.agency, stamp.report, stamp.fiscal_year) != (
        submission.stamp.agency, submission.stamp.report, submission.stamp.fiscal_year,
    ):  # fmt: skip
        return None
    return Earlier(submission_form.read(book, submission.chapter, submission.edition), number, accepted)
