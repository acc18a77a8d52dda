"""Take a supervisor's decisions from a variance sheet into the record."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.books.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.record import Decision


def decide(desk: Desk, path: Path) -> tuple[int, int]:
    """Store what was decided on a variance sheet; again, it changes nothing.

    Returns:
        How many decisions stand on the sheet, and how many of them are new to the record.

    Raises:
        Fault: the file cannot be read, is no variance sheet, or holds a decision that is none of the list's.
    """
    from pmr_xl.forms import review_sheet

    book = read_book(path)
    told = review_sheet.about_of(book)
    if not told:
        raise Fault(f"{path.name} is no variance sheet.", "Name the workbook that “pmr review” wrote.")
    agency = desk.library.agency(told.get("Agency", "")).code
    try:
        edition = Edition.parse(told.get("Edition", ""))
    except ValueError as wrong:
        raise Fault(f"{path.name}, About: {wrong}", "Make the sheet anew with “pmr review”.") from None
    taken = [
        Decision(
            agency,
            edition,
            one.indicator_id,
            one.decision,
            one.note,
            told.get("SHA-256", ""),
            one.by,
            one.on.isoformat() if one.on else "",
        )
        for one in review_sheet.read_decisions(book)
    ]
    return len(taken), desk.record.decide(taken)
