"""Versions of one submission: which one a file is, and which one came before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.received.names import made_name, name_parts, series_in
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.past import Earlier
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.submission import Stamp, Submission

if TYPE_CHECKING:
    from pmr_xl.office import OfficeFolder
    from pmr_xl.record import Record

_STAMPED = pattern(r"(?P<number>\d{1,9})(?:\.\d*)?", re.ASCII)


def version_of(name: str) -> int | None:
    """The version in a file's name (``…_v3.xlsx`` and ``…_v3 FINAL.xlsx`` are 3); None where it has none."""
    found = name_parts(name)
    return None if found is None else found.number


def version(submission: Submission) -> int:
    """The version the file's name gives (``…_v2.xlsx``) or the form's own, whichever is later."""
    return max(stamped_version(submission.stamp) or 1, version_of(submission.book.name) or 1)


def stamped_version(stamp: Stamp) -> int | None:
    """The version that a form says it is; None where it says none."""
    stamped = _STAMPED.fullmatch(stamp.submission_version)
    return None if stamped is None else int(stamped["number"])


def earlier_version(name: str, folders: Iterable[Path]) -> Path:
    """The latest earlier version of a submission, by its file name (``…_v3 FINAL.xlsx`` before ``…_v4.xlsx``).

    A repaired copy or a review copy comes after the file it was made from. Of several files of one version the one
    without more in its name is meant, else the one saved last; our sheets and lists are none of them.

    Raises:
        Fault: the name has no version, or no earlier one is in ``folders``.
    """
    own = name_parts(name)
    if own is None:
        raise Fault(f"{name} has no version in its name.", "Name it as the form was named: PMR_DSNY_MMR_FY26_v2.xlsx.")
    folders = list({folder.resolve(): folder for folder in folders}.values())
    versions = [one for folder in folders for one in series_in(folder, own) if one[1].name != name]
    if own.ours in ("repaired", "review"):
        for found, path in versions:
            if (found.number, found.ours, path.name.casefold()) == (own.number, "", made_name(name)[1].casefold()):
                return path
    sent = [(found, path) for found, path in versions if found.ours in ("", "repaired")]
    earlier = [(found, path) for found, path in sent if found.number < own.number]
    if not earlier:
        places = " and ".join(str(folder) for folder in folders)
        raise Fault(f"No earlier version of {name} is in {places}.", "Put it there, or name it.")
    return max(earlier, key=lambda one: (one[0].number, not one[0].ours, one[0].plain, one[1].stat().st_mtime_ns))[1]


def version_before(office: OfficeFolder, path: Path) -> Path:
    """The file of the version before, beside a submission or in the office's inbox.

    Raises:
        Fault: there is no such submission, or none before it.
    """
    if not path.is_file():
        from pmr_xl.books.reading.reader import read_book

        read_book(path)  # says what stands there instead
    return earlier_version(path.name, [path.parent, *([] if office.built_in else [office.inbox])])


def before(office: OfficeFolder, record: Record, submission: Submission) -> Earlier | None:
    """The version that the office knew before this one: the last one accepted, else the last one in the inbox.

    What is accepted comes first: a figure that was taken into the record and is gone from version 2 is still missed in
    version 3. None where there is none, or none that can still be read. Only in an office of one's own.
    """
    own = version(submission)
    accepted = [
        one
        for one in record.accepted_submissions(submission.edition, submission.chapter.agency)
        if one.version <= own and one.sha256 != submission.book.sha256
    ]
    if accepted:
        last = accepted[-1]
        return _read(submission, office.folder / last.original, last.version, date.fromisoformat(last.at[:10]))
    try:
        path = earlier_version(submission.book.name, [office.inbox])
    except Fault:
        return None
    return _read(submission, path, version_of(path.name) or 1, None)


def _read(submission: Submission, path: Path, number: int, accepted: date | None) -> Earlier | None:
    from pmr_xl.books.reading.reader import read_book
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
    asked = submission.asked if stamp.schema_hash == submission.stamp.schema_hash else None
    return Earlier(submission_form.read(book, submission.chapter, submission.edition, asked), number, accepted)
