"""Compare a submission with the version before it: what changed, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pmr_xl.books.reader import read_book
from pmr_xl.changes import Changes, compare_versions
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import read_submission
from pmr_xl.model.fault import Fault
from pmr_xl.model.submission import Submission

_VERSION = re.compile(r"(?P<stem>.*_v)(?P<number>\d+)(?P<ending>\.xls[xm])", re.IGNORECASE)
SUFFIX = "_changes"


@dataclass(frozen=True, slots=True)
class Compared:
    """The list of changes, where it was written, and how many cells differ."""

    path: Path
    changes: Changes

    @property
    def count(self) -> int:
        """Cells that say something else than before."""
        return len(self.changes.changes)


def version_of(name: str) -> int | None:
    """The version in a file's name (``…_v3.xlsx`` is 3); None where it has none."""
    named = _VERSION.fullmatch(name)
    return None if named is None else int(named["number"])


def earlier_version(name: str, folders: Iterable[Path]) -> Path:
    """The latest earlier version of a submission, by its file name (``…_v3.xlsx`` before ``…_v4.xlsx``).

    Raises:
        Fault: the name has no version, or no earlier one is in ``folders``.
    """
    named = _VERSION.fullmatch(name)
    if named is None:
        raise Fault(f"{name} has no version in its name.", "Name it as the form was named: PMR_DSNY_MMR_FY26_v2.xlsx.")
    folders = list(folders)
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


def compare(desk: Desk, path: Path, earlier: Path, into: Path) -> Compared:
    """Write the list of what changed from ``earlier`` to ``path``.

    Raises:
        Fault: a file cannot be read, is no form of this office, or the two are of different agencies or reports.
    """
    from pmr_xl.books.writer import write
    from pmr_xl.forms import changes_sheet

    older, newer = _submission(desk, earlier), _submission(desk, path)
    if (older.chapter.agency, older.edition) != (newer.chapter.agency, newer.edition):
        raise Fault(
            f"{earlier.name} is {older.chapter.agency} {older.edition.title}, {path.name} is {newer.chapter.agency} "
            f"{newer.edition.title}.",
            "Compare two versions of the same submission.",
        )
    changes = compare_versions(older, newer)
    target = into / f"{path.stem}{SUFFIX}.xlsx"
    title = f"{newer.chapter.name} · {newer.edition.title} · what changed"
    into.mkdir(parents=True, exist_ok=True)
    write(changes_sheet.lay(changes, title, earlier.name, path.name), target)
    return Compared(target, changes)


def _submission(desk: Desk, path: Path) -> Submission:
    _, submission, _ = read_submission(desk, read_book(path))
    if submission is None:
        raise Fault(f"{path.name} is no form of an agency of this office.", "“pmr validate” says what it is.")
    return submission
