"""Memos after a meeting: each agency's commitments as a draft, text and Word. Nothing is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.commitments.listing import commitments
from pmr_xl.desk.writing import make_folder, write_text
from pmr_xl.forms.commitments.memo import Memo, manuscript, plain
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

LATELY = 14  # days within which something is new, where nobody says since when


class Memos(NamedTuple):
    """What was written; ``quiet``: agencies of which nothing was agreed."""

    written: tuple[Path, ...]
    quiet: tuple[str, ...]


def memo_of(desk: Desk, agency: str, since: date | None = None) -> Memo:
    """An agency's memo: what is open, and what was done since a day. Raises Fault where the agency is unknown."""
    one, day = desk.library.agency(agency), since or desk.today - timedelta(days=LATELY)
    told = commitments(desk, [one.code], done=True)
    kept = tuple(each for each in told.rows if not each.now.status.done or each.now.at[:10] >= day.isoformat())
    return Memo(one.code, one.name, desk.today, day, kept, told.names)


def write_memos(desk: Desk, agencies: Iterable[str], into: Path, since: date | None = None) -> Memos:
    """Write each agency's memo, as text and as a Word document.

    Raises:
        Fault: an agency is unknown, or a file cannot be written.
    """
    from pmr_xl.books.writing.word import write

    make_folder(into)
    written: list[Path] = []
    quiet: list[str] = []
    for agency in agencies:
        memo = memo_of(desk, agency, since)
        if not memo.found:
            quiet.append(memo.agency)
            continue
        stem = f"PMR_{desk.library.slug(memo.agency).upper()}_memo"
        written += [into / f"{stem}.txt", into / f"{stem}.docx"]
        write_text(written[-2], plain(memo))
        write(manuscript(memo), written[-1])
    return Memos(tuple(written), tuple(quiet))
