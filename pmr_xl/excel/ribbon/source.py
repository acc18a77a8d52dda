"""What a button works on: the book in front, or on the desk's sheet the submission chosen in its list."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books import live
from pmr_xl.books.known_folders import folder_for
from pmr_xl.books.live_lists import chosen_rows
from pmr_xl.build.desk_layout import FILE, FIRST_ROW, FOLDER, LAST_ROW, SHEET
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    import xlwings as xw

DESK = "PMR_Desk"


@dataclass(frozen=True, slots=True)
class ButtonSource:
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
        """A copy of the submission as it stands now. Raises Fault where its file is gone."""
        if self.book is not None:
            return live.snapshot(self.book, folder, self.name)
        if self.file is None:
            raise AssertionError(self.name)
        _must_be_there(self.file)
        return Path(shutil.copyfile(self.file, folder / self.name))


def is_desk(book: xw.Book) -> bool:
    """The desk's own workbook."""
    return book.name.startswith(DESK) and any(page.name == SHEET for page in book.sheets)


def submission_name(name: str) -> str:
    """The submission's name, also for its review copy."""
    from pmr_xl.desk.received.answers import REVIEW_SUFFIX  # the rules come with it; a light button needs none

    stem, dot, ending = name.rpartition(".")
    return f"{stem.removesuffix(REVIEW_SUFFIX)}{dot}{ending}" if dot else name.removesuffix(REVIEW_SUFFIX)


def source_of(book: xw.Book) -> ButtonSource:
    """What a button works on: on the desk's sheet the first submission chosen.

    Raises:
        Fault: on the desk's sheet no submission is chosen, or its file is gone.
    """
    source = sources_of(book, most=1)[0]
    if source.file is not None:
        _must_be_there(source.file)
    return source


def sources_of(book: xw.Book, most: int = LAST_ROW) -> list[ButtonSource]:
    """What a button works on that takes several: the book in front, or every submission chosen on the desk's sheet.

    Raises:
        Fault: on the desk's sheet no submission is chosen.
    """
    if is_desk(book):
        return [_source(book, path) for path in _chosen(book)[:most]]
    home = live.folder_of(book) or folder_for(str(book.impl.fullname))
    return [ButtonSource(book.app, submission_name(book.name), home, book)]


def _chosen(desk: xw.Book) -> list[Path]:
    rows = [row for row in chosen_rows(desk.app.selection) if FIRST_ROW <= row <= LAST_ROW]
    listed = desk.sheets[SHEET].range((FIRST_ROW, FILE), (LAST_ROW, FOLDER)).options(ndim=2).value if rows else []
    cells = [listed[at - FIRST_ROW] for at in rows if not live.is_hidden(desk, SHEET, f"A{at}")]
    paths = [Path(str(row[-1])) / str(row[0]) for row in cells if row[0] and row[-1]]
    if not paths:
        raise Fault("No submission is chosen.", "Click a row of the list, then press the button again.")
    return paths


def _source(desk: xw.Book, path: Path) -> ButtonSource:
    return ButtonSource(desk.app, path.name, path.parent, live.find_open(desk.app, path), path)


def sources_in(app: xw.App, folder: Path) -> list[ButtonSource]:
    """Every submission of a folder; one that is open is taken as it stands in Excel.

    Raises:
        Fault: there is none.
    """
    paths = submissions_in(folder)
    if not paths:
        raise Fault(f"No submissions are in {folder}.", "Choose the folder they are in.")
    return [ButtonSource(app, path.name, path.parent, _open_one(app, path), path) for path in paths]


def submissions_in(folder: Path) -> list[Path]:
    """The files of a folder that are to be judged: no copies or sheets of ours, no hidden or temporary ones."""
    from pmr_xl.desk.received.inbox import received_files

    return [one.path for one in received_files(folder) if one.counts]


def _open_one(app: xw.App, path: Path) -> xw.Book | None:
    try:
        return live.find_open(app, path)
    except Fault:  # another book of that name is open: this one is read from its file
        return None


def _must_be_there(path: Path) -> None:
    if not path.is_file():
        raise Fault(f"{path} is no longer there.", "Press Refresh list.")
