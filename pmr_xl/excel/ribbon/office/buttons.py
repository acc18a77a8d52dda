"""The whole office by a button: what is made lies in the outbox, as where the command line makes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books import live, live_dialogs
from pmr_xl.excel.ribbon.button import OnStatusBar, desk, workshop
from pmr_xl.excel.ribbon.office.board_sheet import show_board
from pmr_xl.excel.ribbon.source import is_desk, source_of
from pmr_xl.forms.board.columns import SHEET as BOARD
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    import xlwings as xw

    from pmr_xl.books.live import Front
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition


def board(front: Front) -> str:
    """The board: on the desk's workbook its own sheet, elsewhere a workbook of its own."""
    from pmr_xl.desk.board.board import board as whole
    from pmr_xl.desk.board.latest import candidates
    from pmr_xl.words.board.giving import sums_of, write_sheet

    at = desk()
    if front.book is not None and is_desk(front.book) and BOARD in [sheet.name for sheet in front.book.sheets]:
        said = show_board(at, front.book, candidates(at))
        front.book.sheets[BOARD].activate()
        return said
    told = whole(at, _asked(at))
    path = _place(at, front.app, f"PMR_board_{told.edition.code}.xlsx")
    live.open_beside(front.app, write_sheet(told, path))
    return OnStatusBar(f"{told.edition.title}: {sums_of(told)}")


def exceptions(front: Front) -> str:
    """The workbook of what needs an eye over all agencies, opened; one with decisions is not written over."""
    from pmr_xl.desk.board.exceptions import exceptions as every
    from pmr_xl.words.board.exceptions import sentence_of, write_exceptions

    at = desk()
    found = every(at, _asked(at))
    path = _place(at, front.app, f"PMR_exceptions_{found.edition.code}.xlsx")
    live.open_beside(front.app, write_exceptions(at, found, path))
    return OnStatusBar(f"{found.edition.title}: {sentence_of(found)}")


def brief(book: xw.Book) -> str:
    """The brief of the agency whose submission is in front or chosen: a Word document and a page with its charts."""
    from pmr_xl.words.board.briefs import briefs, write_briefs

    at = desk()
    agency, edition = _of(at, book)
    document, page = write_briefs(at, briefs(at, [agency], edition), at.office.outbox)
    live_dialogs.show_page(page)
    return f"{agency}, {edition.title}: {document}\n\nThe same for the browser: {page}"


def targets(book: xw.Book) -> str:
    """The target worksheet of that agency, opened."""
    from pmr_xl.desk.board.target_worksheet import write_worksheet

    at = desk()
    agency, edition = _of(at, book)
    path = _place(at, book.app, f"PMR_{at.library.slug(agency).upper()}_targets_{edition.code}.xlsx")
    written, _ = write_worksheet(at, [agency], edition, path)
    live.open_beside(book.app, written)
    return OnStatusBar(f"Decide in {written.name} with “Adjust target”; “pmr decide” takes it in.")


def _asked(at: Desk) -> Edition:
    """The edition that the office asks for. Raises Fault where that is none or several."""
    from pmr_xl.model.fiscal import Edition

    if len(at.settings.asking) != 1:
        raise Fault(
            f"The office asks for {' and '.join(at.settings.asking) or 'no edition'}.",
            "Name in settings.yaml (asking) the one that is collected, or use the command line and --edition.",
        )
    return Edition.parse(at.settings.asking[0])


def _of(at: Desk, book: xw.Book) -> tuple[str, Edition]:
    """Agency and edition of the submission in front, or of the one chosen on the desk's sheet."""
    from pmr_xl.books.reading.reader import read_book
    from pmr_xl.desk.received.form import submission_of

    source = source_of(book)
    with workshop() as folder:
        _, submission = submission_of(at, read_book(source.copy_into(folder)))
    if submission is None:
        raise Fault(f"{source.name} is no form of an agency of this office.", "Choose a submission.")
    return submission.chapter.agency, submission.edition


def _place(at: Desk, app: xw.App, name: str) -> Path:
    """Where a workbook goes; one of that name that is open is saved and closed, so that it can be written anew."""
    from pmr_xl.desk.writing import make_folder

    path = make_folder(at.office.outbox) / name
    live.close_saved(app, path)
    return path
