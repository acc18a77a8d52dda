"""What a button works on: the book in front, or on the desk's sheet the submission chosen in its list."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books import live
from pmr_xl.build.desk_layout import FILE, FIRST_ROW, FOLDER, SHEET
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    import xlwings as xw

DESK = "PMR_Desk"
REVIEW_SUFFIX = "_review"  # what the desk puts behind the name of a review copy


@dataclass(frozen=True, slots=True)
class Source:
    """A submission at hand.

    Attributes:
        name: the submission's file name, also where its review copy is in front.
        home: the folder that what is made of it goes to.
        book: the open book it is read from; None where ``file`` is read.
    """

    app: xw.App
    name: str
    home: Path
    book: xw.Book | None = None
    file: Path | None = None

    def copy_into(self, folder: Path) -> Path:
        """A copy of the submission as it stands now."""
        if self.book is not None:
            return live.snapshot(self.book, folder, self.name)
        if self.file is None:
            raise AssertionError(self.name)
        return Path(shutil.copyfile(self.file, folder / self.name))


def is_desk(book: xw.Book) -> bool:
    """The desk's own workbook."""
    return book.name.startswith(DESK) and any(page.name == SHEET for page in book.sheets)


def submission_name(name: str) -> str:
    """The submission's name, also for its review copy."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem.removesuffix(REVIEW_SUFFIX)}{dot}{ending}" if dot else name.removesuffix(REVIEW_SUFFIX)


def source_of(book: xw.Book) -> Source:
    """What a button works on.

    Raises:
        Fault: on the desk's sheet no submission is chosen, or its file is gone.
    """
    if is_desk(book):
        return _chosen(book)
    return Source(book.app, submission_name(book.name), live.folder_of(book) or Path.home() / "Documents" / "PMR", book)


def _chosen(desk: xw.Book) -> Source:
    row = desk.app.selection.row if desk.app.selection is not None else 0
    page = desk.sheets[SHEET]
    cells = page.range((row, FILE), (row, FOLDER)).value if row >= FIRST_ROW else [None]
    name, folder = cells[0], cells[-1]
    if not name or not folder:
        raise Fault("No submission is chosen.", "Click a row of the list, then press the button again.")
    path = Path(str(folder)) / str(name)
    if not path.is_file():
        raise Fault(f"{path} is no longer there.", "Press Refresh list.")
    opened = live.find_open(desk.app, path)
    return Source(desk.app, path.name, path.parent, opened, path)
