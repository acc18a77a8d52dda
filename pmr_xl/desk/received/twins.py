"""Two people's copies of one version: which files they are, and in which cells they differ."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.analysis.changes import Change, compare_versions
from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.received.form import submission_of
from pmr_xl.desk.received.names import name_parts
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.submission import Submission

_MOST = 3  # cells named in a sentence
_LONGEST = 30  # letters of a cell's text


def twins(desk: Desk, path: Path, submission: Submission) -> tuple[str, ...]:
    """Other files of the same version beside a submission or in the inbox, a sentence each with what differs.

    Copies that we made are none; the same content under another name is none.
    """
    own = name_parts(path.name)
    if own is None or own.ours:
        return ()
    folders = dict.fromkeys([path.parent.resolve(), *([] if desk.office.built_in else [desk.office.inbox.resolve()])])
    said = []
    for folder in folders:
        for other in sorted(folder.iterdir()) if folder.is_dir() else ():
            found = name_parts(other.name)
            same = found is not None and found.same_series(own) and (found.number, found.ours) == (own.number, "")
            if same and not other.name.startswith(("~", ".")) and not other.samefile(path):
                said += _compared(desk, submission, other)
    return tuple(dict.fromkeys(said))


def _compared(desk: Desk, submission: Submission, other: Path) -> list[str]:
    try:
        _, theirs = submission_of(desk, read_book(other))
    except Fault:
        return []
    if theirs is None or theirs.book.sha256 == submission.book.sha256:
        return []
    changes = compare_versions(theirs, submission).changes
    if not changes:
        return []
    count = f"{len(changes)} cell differs" if len(changes) == 1 else f"{len(changes)} cells differ"
    more = f" … “pmr compare” lists all {len(changes)}." if len(changes) > _MOST else "."
    cells = "; ".join(_cell(one) for one in changes[:_MOST])
    return [f"{other.name} is a copy of the same version, and {count} (there → here): {cells}{more}"]


def _cell(one: Change) -> str:
    return f"{one.where.address} {_short(one.before)} → {_short(one.now)}"


def _short(text: str) -> str:
    return (text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…") or "(empty)"
