"""Workbooks in which people decide are written anew only where nothing typed on them would be lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


def nothing_left_on(desk: Desk, path: Path) -> None:
    """See that no decision would be lost by writing a workbook of several agencies anew.

    Raises:
        Fault: decisions stand on the one that is there which “pmr decide” would take in, or cannot understand.
    """
    if path.is_file() and (left := _left(desk, path)):
        raise Fault(
            f"On {path.name} decisions stand that the record does not have: {left[0].removesuffix('.')}.",
            "“pmr decide” takes them in; or name another file with --sheet.",
        )


def _left(desk: Desk, path: Path) -> list[str]:
    """Where something stands that the record has not: in another word, note or target than it has, too."""
    from pmr_xl.books.reading.reader import read_book
    from pmr_xl.desk.review.decide import moved_since
    from pmr_xl.desk.review.handed_in import handed_by_agency
    from pmr_xl.desk.review.merge import merge_decisions
    from pmr_xl.desk.review.outcome import KEPT
    from pmr_xl.forms.variance_sheet.sheet import about_of

    book = read_book(path)
    read, each = handed_by_agency(desk, book, about_of(book))
    left = [one.message for one in read.not_understood]
    for handed, _ in each:
        origin, rows = handed.origin, handed.read.rows
        taken = desk.record.decisions_taken(origin.edition, origin.agency)
        merged = merge_decisions(rows, origin, taken, desk.me, moved_since(desk, origin, rows))
        left += [str(one.row.where) for one in merged if one.outcome in KEPT]
    return left
