"""Suggested fixes that were made in a file before it was accepted, as its ledger tells them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books.reading.reader import read_book
from pmr_xl.forms.review_copy import repairs_sheet
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.book.sheet import Book
    from pmr_xl.model.fiscal import Edition
    from pmr_xl.record import Stated


def repairs_in(desk: Desk, one: Stated) -> Mapping[str, str]:
    """What was repaired in the file that states a figure, by cell: old and new value and the rule; read once."""
    if (key := ("repairs", one.sha256)) not in desk.kept:
        desk.kept[key] = _repairs(desk, one)
    found: Mapping[str, str] = desk.kept[key]
    return found


def repaired_originals(desk: Desk, until: Edition) -> list[Path]:
    """The originals, kept as they were sent, in which something was repaired, of what is accepted until an edition.

    What is kept of them elsewhere need be no more: what was not repaired has nothing to tell.
    """
    from pmr_xl.record.order import rank

    events = {one.edition for one in desk.record.edition_events()} | {until}
    known = {edition for edition in (*events, *until.before) if rank(edition) <= rank(until)}
    taken = {one.original: one for edition in known for one in desk.record.accepted_submissions(edition)}
    paths = [desk.folder / name for name in sorted(taken)]
    return [path for path in paths if path.is_file() and _ledger(path) is not None]


def _repairs(desk: Desk, one: Stated) -> dict[str, str]:
    kept = next((known for known in desk.record.accepted_submissions(one.edition) if known.sha256 == one.sha256), None)
    path = None if kept is None else desk.folder / kept.original
    book = _ledger(path) if path is not None and path.is_file() else None
    return {} if book is None else _told(book)


def _ledger(path: Path) -> Book | None:
    try:
        book = read_book(path, wanted=lambda name: name.startswith(repairs_sheet.NAME))
    except (Fault, OSError):
        return None
    return book if any(sheet.name.startswith(repairs_sheet.NAME) for sheet in book.sheets) else None


def _told(book: Book) -> dict[str, str]:
    return {
        where: f"{old} → {new} ({rule}, suggested fix)"
        for sheet in book.sheets
        if sheet.name.startswith(repairs_sheet.NAME)
        for where, old, new, rule in repairs_sheet.read(sheet)
    }
