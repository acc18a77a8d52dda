"""A form that something is made of, and the place where that goes: no file of anybody is ever written over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.received.form import submission_of
from pmr_xl.desk.received.kinds import no_sheet_of_ours
from pmr_xl.desk.received.no_submission import no_copy
from pmr_xl.model.fault import Fault
from pmr_xl.model.submission import Submission

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


def form_at(desk: Desk, path: Path) -> Submission:
    """The form in a file, blank or filled.

    Raises:
        Unreadable: the file cannot be read.
        Fault: it is a review copy, or no form of an agency of this office with a row in it.
    """
    book = read_book(path)
    no_sheet_of_ours(book)
    _, submission = submission_of(desk, book)
    if submission is None or not submission.entries:
        raise Fault(f"{path.name} is no form of an agency of this office.", "“pmr validate” says what it is.")
    no_copy(desk, path)
    return submission


def require_nothing_lost(target: Path, source: Path, content: bytes) -> None:
    """See that nothing is lost by writing ``target``: nothing is there, or the very same.

    Raises:
        Fault: something else is there, it is ``source`` itself, or a file of that ending is not what is written.
    """
    if target.suffix.casefold() != source.suffix.casefold():
        raise Fault(f"{target.name} does not end in {source.suffix}.", f"Name a file that ends in {source.suffix}.")
    if target.exists() and source.exists() and target.samefile(source):
        raise Fault(f"{source.name} would be written over; an agency's file is never changed.", "Name another file.")
    if target.exists() and content and (target.is_dir() or target.read_bytes() != content):
        raise Fault(
            f"{target} is there already; nothing was written.",
            "Name another file with --to, or move that one elsewhere.",
        )
