"""The desk's list, the settings and the help: what is where, in which state, and why."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.books import live_dialogs
from pmr_xl.books.live_lists import filter_kept
from pmr_xl.build.desk_layout import FIRST_ROW, HEADINGS, LAST_ROW, SHEET, DeskRow
from pmr_xl.desk.log import state_folder, write_log
from pmr_xl.excel.ribbon import rule_page
from pmr_xl.excel.ribbon.button import OnStatusBar, desk
from pmr_xl.excel.ribbon.findings_list import is_findings_sheet, list_findings, review_of
from pmr_xl.excel.ribbon.office.board_sheet import show_board
from pmr_xl.excel.ribbon.source import is_desk, submissions_in
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    import xlwings as xw

    from pmr_xl.books.live import Front
    from pmr_xl.desk.board.latest import Candidate
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.state import SubmissionStanding

LEFT = "○ Not checked"
WRONG = "? Something went wrong in pmr_xl itself; what happened is in"
_LONGEST_MESSAGE = 900  # Excel's message box shows 1,024 signs


def refresh(front: Front) -> str:
    """Judge every submission in the office's inbox and list it on the desk's sheet.

    Raises:
        Fault: the desk is not open.
    """
    books = ([] if front.book is None else [front.book]) + list(front.app.books)
    book = next((one for one in books if is_desk(one)), None)
    if book is None:
        raise Fault("The list is on PMR_Desk.xlsm.", "Open it and press Refresh list there.")
    at = desk()
    listed = inbox_rows(at, book.app)
    rows = listed.rows
    page = book.sheets[SHEET]
    with filter_kept(page):
        page.range((FIRST_ROW, 1), (LAST_ROW, len(HEADINGS))).clear_contents()
        nothing = [[f"No submissions are in {at.office.inbox}."]]
        page.range((FIRST_ROW, 1)).value = [list(row) for row in rows] or nothing
    left = sum(row.state == LEFT for row in rows)
    if not left:
        return show_board(at, book, listed.checked)
    done = f"{len(rows) - left} of {len(rows)} submissions are checked, {left} {'is' if left == 1 else 'are'} left"
    return f"Stopped at Esc: {done}. Press Refresh list to check the inbox again."


class InboxList(NamedTuple):
    """The rows of the list, and what was checked for them."""

    rows: list[DeskRow]
    checked: list[Candidate]


def inbox_rows(at: Desk, app: xw.App | None = None) -> InboxList:
    """The inbox's submissions, those to correct first, each with its state; after Esc the others are left unjudged.

    Raises:
        Fault: they are more than the sheet has rows for.
    """
    from pmr_xl.desk.board.latest import check_candidate
    from pmr_xl.desk.state import SubmissionState

    inbox = at.office.inbox
    files = submissions_in(inbox)
    if len(files) > LAST_ROW - FIRST_ROW + 1:
        raise Fault(f"{inbox} holds {len(files)} files.", "Move those of earlier reports elsewhere, then refresh.")
    rows, found = [], []
    live_dialogs.escape_pressed()  # what was pressed before does not count
    for done, path in enumerate(files, 1):
        if live_dialogs.escape_pressed():
            rows += [DeskRow(state=LEFT, **_file(left)) for left in files[done - 1 :]]
            break
        if app is not None:
            live_dialogs.status(app, f"PMR: {done} of {len(files)} · {path.name} · Esc stops")
        try:
            found.append(check_candidate(at, path))
            rows.append(_row(path, found[-1].standing))
        except Fault:
            raise
        except Exception:  # noqa: BLE001 - whatever one file does, the others have a right to be listed
            rows.append(DeskRow(state=f"{WRONG} {write_log()}", file=path.name, folder=str(path.parent)))
    order = {state.icon_and_word: state.rank for state in SubmissionState}
    rows.sort(key=lambda row: (order.get(row.state, len(order)), row.agency, row.file))
    return InboxList(rows, found)


def _row(path: Path, one: SubmissionStanding) -> DeskRow:
    """A line of the list: where the submission stands, as the command line and every other list say it."""
    if one.edition is None:
        return DeskRow(one.agency, state=one.state.icon_and_word, **_file(path))
    return DeskRow(
        one.agency, one.edition.title, str(one.version), state=one.state.icon_and_word, errors=one.errors,
        queries=one.queries, due=one.on_time, **_file(path),
    )  # fmt: skip


def _file(path: Path) -> dict[str, Any]:
    from pmr_xl.desk.received.answers import review_path

    received = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d %H:%M")  # noqa: DTZ006 - local time is meant
    copy = review_path(path, None)
    review = copy.name if copy.exists() else ""
    return {"file": path.name, "received": received, "folder": str(path.parent), "review_copy": review}


def settings() -> str:
    """Which office, schemas, record and Python are in use, and where they are changed."""
    import sys

    from pmr_xl.excel.settings import settings_path
    from pmr_xl.version import __version__

    at = desk()
    return (
        f"PMR {__version__}\n\nOffice folder: {at.folder}\nAgencies: {len(at.library.agencies())}\n"
        f"Thresholds: {at.office.settings_file}\nPython: {sys.executable}\n"
        f"This computer's settings: {settings_path()}\n\nTo work for another office: pmr --office FOLDER addin install"
    )


def explain(book: xw.Book | None) -> str:
    """Open the page of the rule whose finding is selected; elsewhere say where help is."""
    rule = "" if book is None else _selected_rule(book)
    if rule:
        from pmr_xl.rules import rulebook

        if live_dialogs.show_page(rule_page.write_rule_page(rule, rulebook()[rule].page)):
            return OnStatusBar(f"{rule}: its page is open in the browser.")
        page = re.sub(r"[*`]|^#+ ", "", rulebook()[rule].page, flags=re.MULTILINE)
        return f"{rule}\n\n{page[:_LONGEST_MESSAGE].strip()}"
    return (
        "Press Validate submission to check the book in front of you, Next finding to go from one to the "
        "next, and Help on a marked cell to read its rule.\n\n"
        f"The guides are in the project's docs folder. The log is in {state_folder()}."
    )


def _selected_rule(book: xw.Book) -> str:
    try:
        rows = list_findings(review_of(book)).rows
    except Fault:
        return ""
    selected = book.app.selection
    if selected is None:
        return ""
    if is_findings_sheet(selected.sheet):
        return next((one.rule for one in rows if one.row == selected.row), "")
    sheet, cell = selected.sheet.name, selected[0, 0].get_address(row_absolute=False, column_absolute=False)
    here = [one for one in rows if one.stands_in(sheet, selected.row)]
    return next((one.rule for one in here if one.cell == cell), here[0].rule if here else "")
