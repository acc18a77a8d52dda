"""Compare a submission with the version before it: what changed, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pmr_xl.analysis.changes import Changes, compare_versions
from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.form import submission_of
from pmr_xl.desk.received.kinds import no_sheet_of_ours
from pmr_xl.desk.received.versions import version_before
from pmr_xl.desk.writing import make_folder
from pmr_xl.model.fault import Fault
from pmr_xl.model.submission import Submission

SUFFIX = "_changes"


@dataclass(frozen=True, slots=True)
class Compared:
    """The list of changes, where it was written, what it is compared with, and how many cells differ."""

    path: Path
    earlier: Path
    changes: Changes

    @property
    def count(self) -> int:
        """Cells that say something else than before."""
        return len(self.changes.changes)


def compare(desk: Desk, path: Path, earlier: Path | None, into: Path) -> Compared:
    """Write the list of what changed from ``earlier`` (None: the version before, looked for) to ``path``.

    Raises:
        Fault: a file cannot be read, is no form of this office, or the two are of different agencies or reports.
    """
    from pmr_xl.books.writing.writer import write
    from pmr_xl.forms.review_copy import changes_sheet

    newer = _submission(desk, path)
    earlier = earlier or version_before(desk.office, path)
    older = _submission(desk, earlier)
    if (older.chapter.agency, older.edition) != (newer.chapter.agency, newer.edition):
        raise Fault(
            f"{earlier.name} is {older.chapter.agency} {older.edition.title}, {path.name} is {newer.chapter.agency} "
            f"{newer.edition.title}.",
            "Compare two versions of the same submission.",
        )
    changes = compare_versions(older, newer)
    target = into / f"{path.stem}{SUFFIX}.xlsx"
    title = f"{newer.chapter.name} · {newer.edition.title} · what changed"
    make_folder(into)
    write(changes_sheet.lay(changes, title, earlier.name, path.name), target)
    return Compared(target, earlier, changes)


def _submission(desk: Desk, path: Path) -> Submission:
    book = read_book(path)
    no_sheet_of_ours(book)
    _, submission = submission_of(desk, book)
    if submission is None:
        raise Fault(f"{path.name} is no form of an agency of this office.", "“pmr validate” says what it is.")
    return submission
