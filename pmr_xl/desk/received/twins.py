"""Two people's copies of one version: which files they are, and in which cells they differ."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.analysis.changes import compare_versions
from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.received.form import submission_of
from pmr_xl.desk.received.names import name_parts, series_in
from pmr_xl.desk.received.remarks import TwinCopy
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.submission import Submission


def twins(desk: Desk, path: Path, submission: Submission) -> tuple[TwinCopy, ...]:
    """Other files of the same version beside a submission or in the inbox, each with what differs.

    Copies that we made are none; the same content under another name is none.
    """
    own = name_parts(path.name)
    if own is None or own.ours:
        return ()
    folders = dict.fromkeys([path.parent.resolve(), *([] if desk.office.built_in else [desk.office.inbox.resolve()])])
    found = list[TwinCopy]()
    for folder in folders:
        for named, other in series_in(folder, own):
            same = (named.number, named.ours) == (own.number, "")
            if same and not other.name.startswith(("~", ".")) and not other.samefile(path):
                found += _compared(desk, submission, other)
    return tuple(dict.fromkeys(found))


def _compared(desk: Desk, submission: Submission, other: Path) -> list[TwinCopy]:
    try:
        _, theirs = submission_of(desk, read_book(other))
    except Fault:
        return []
    if theirs is None or theirs.book.sha256 == submission.book.sha256:
        return []
    changes = compare_versions(theirs, submission).changes
    return [TwinCopy(other.name, tuple(changes))] if changes else []
