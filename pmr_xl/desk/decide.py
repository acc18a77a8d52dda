"""Take a supervisor's decisions from a variance sheet into the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pmr_xl.books.reader import read_book
from pmr_xl.desk import weighed
from pmr_xl.desk.decided import made_of
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.weighed import Fate, Weighed
from pmr_xl.forms import review_sheet
from pmr_xl.forms.review_page import WITHDRAW
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.record import Decision
from pmr_xl.record.lock import whoami

INSIST = (
    "To insist, make the sheet anew (“pmr review” with the submission): it shows what was decided since. "
    "Decide there, and hand that one in."
)
_MOST = 5  # ids named in a sentence


class Handed(NamedTuple):
    """What became of a sheet's decisions.

    Attributes:
        stand: how many decisions stand on it; ``new``: how many of them are new to the record.
        withdrawn: how many that the record had are taken back.
        replaced: decisions taken since the sheet was made that it replaces, a sentence each.
        passed: rows passed over because a later decision was taken, a sentence each; not silently overruled.
        unsaid: decisions taken since that the sheet says nothing of, in a sentence; they hold.
    """

    stand: int
    new: int
    withdrawn: int = 0
    replaced: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    unsaid: str = ""


def decide(desk: Desk, path: Path) -> Handed:
    """Store what was decided on a variance sheet, and what was taken back on it; again, it changes nothing.

    Raises:
        Fault: the file cannot be read, is no variance sheet, or holds a decision that is none of the list's.
    """
    book = read_book(path)
    told = review_sheet.about_of(book)
    if not told:
        raise Fault(f"{path.name} is no variance sheet.", "Name the workbook that “pmr review” wrote.")
    agency = desk.library.agency(told.get("Agency", "")).code
    try:
        edition = Edition.parse(told.get("Edition", ""))
    except ValueError as wrong:
        raise Fault(f"{path.name}, About: {wrong}", "Make the sheet anew with “pmr review”.") from None
    made, rows = made_of(told, agency, edition), review_sheet.read_decisions(book)
    found: list[Weighed] = []
    before: list[Decision] = []

    def weigh(taken: Sequence[Decision]) -> list[Decision]:
        before[:] = taken
        found[:] = weighed.weigh(rows, made, taken, whoami())
        return [weighed.kept(one, made) for one in found if one.fate in weighed.KEPT]

    desk.record.deciding(edition, agency, weigh)
    fates = [one.fate for one in found]
    withdrawn = fates.count(Fate.WITHDRAWS)
    return Handed(
        sum(bool(row.text) and row.decision != WITHDRAW for row in rows),
        sum(fate in weighed.KEPT for fate in fates) - withdrawn,
        withdrawn,
        tuple(_replaced(one) for one in found if one.fate is Fate.REPLACES),
        tuple(_passed(one) for one in found if one.fate in weighed.PASSED_OVER),
        _unsaid(weighed.unsaid(found, made, before)),
    )


def _place(one: Weighed) -> str:
    return f"{one.row.where}, {one.row.indicator_id}"


def _taken(one: Decision) -> str:
    return f"{one.decision or 'a note'} by {one.who} of {one.at[:10]}"


def _replaced(one: Weighed) -> str:
    return f"{_place(one)}: {one.row.decision or 'a note'} replaces {_taken(one.last)}." if one.last is not None else ""


def _passed(one: Weighed) -> str:
    """Place, what was passed over, and because of what."""
    if one.last is None:
        return ""
    said = one.row.decision or ("the emptied decision" if not one.row.note else "the note")
    told = f"{_place(one)}: {said} is passed over. The record has {_taken(one.last)}"
    if one.fate is Fate.COPY:
        return f"{told}, and had {said} before that: this is an older copy of the sheet."
    return f"{told}, taken after this sheet was made."


def _unsaid(left: Sequence[Decision]) -> str:
    """Decisions that the sheet does not know; an empty row may mean that one is to be taken back."""
    if not left:
        return ""
    ids = [one.indicator for one in left]
    more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
    many = f"{len(ids)} decisions that this sheet says nothing of were"
    were, hold = (
        ("One decision that this sheet says nothing of was", "it holds") if len(ids) == 1 else (many, "they hold")
    )
    return (
        f"{were} taken after the sheet was made; {hold}: {', '.join(ids[:_MOST])}{more}. "
        f"To take one back, choose {WITHDRAW} in its row."
    )
