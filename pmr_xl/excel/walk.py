"""Going from finding to finding in an open review copy. One stands at the selected cell: nothing is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pmr_xl.books import live
from pmr_xl.excel.press import OnStatusBar
from pmr_xl.forms.answers import HEADINGS, State
from pmr_xl.forms.findings_sheet import HEADING_ROW, NAME
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    import xlwings as xw

_AT = {heading: column for column, heading in enumerate(HEADINGS)}
_LONGEST_STATUS = 200


class Listed(NamedTuple):
    """One row of the findings sheet that is open to a visit."""

    row: int
    sign: str
    rule: str
    where: str  # Submission!J7 or Submission!J7:J9
    says: str

    @property
    def sheet(self) -> str:
        """The sheet it is on."""
        return self.where.rpartition("!")[0] or self.where

    @property
    def cell(self) -> str:
        """The first cell; A1 where a whole sheet is meant."""
        return self.where.rpartition("!")[2].partition(":")[0] if "!" in self.where else "A1"


def review_of(book: xw.Book) -> xw.Book:
    """The review copy: the book itself, or the open one made from it.

    Raises:
        Fault: neither has a findings sheet.
    """
    if _has_findings(book):
        return book
    from pmr_xl.desk.received.answers import (
        review_path,  # the rules come with it; in the review copy itself nothing is loaded
    )

    wanted = review_path(Path(book.name), None).name.casefold()
    for other in book.app.books:
        if other.name.casefold() == wanted and _has_findings(other):
            return other
    raise Fault(f"{book.name} has no findings yet.", "Press Validate submission first.")


def _has_findings(book: xw.Book) -> bool:
    return any(page.name == NAME for page in book.sheets)


def listed(review: xw.Book) -> list[Listed]:
    """The open findings, as the findings sheet has them."""
    page = review.sheets[NAME]
    last = page.used_range.last_cell.row
    if last <= HEADING_ROW:
        return []
    table = page.range((HEADING_ROW + 1, 1), (last, len(HEADINGS))).options(ndim=2).value
    opened = State.OPEN.value
    return [
        Listed(row, *(str(cells[_AT[name]] or "") for name in ("Severity", "Rule", "Where", "How to mend")))
        for row, cells in enumerate(table, HEADING_ROW + 1)
        if cells[_AT["Where"]] and cells[_AT["State"]] == opened
    ]


def step(book: xw.Book, by: int) -> str:
    """Select the next (``by`` 1) or previous (−1) open finding's cell.

    Returns:
        What was found there, for the status bar; a sentence for the message box where there is nowhere to go.
    """
    review = review_of(book)
    rows = listed(review)
    if not rows:
        return "Every finding is answered or mended."
    places = list(dict.fromkeys(row.where for row in rows))
    place = places[_next(review, rows, places, by)]
    here = [row for row in rows if row.where == place]
    if not live.show_cell(review, here[0].sheet, here[0].cell):
        return f"{place} cannot be shown: its sheet is hidden or gone. {here[0].says}"
    told = " · ".join(f"{row.sign} {row.rule} {row.says}".replace("\n", " ") for row in here)
    return OnStatusBar(f"{places.index(place) + 1} of {len(places)} · {told}"[:_LONGEST_STATUS])


def _next(review: xw.Book, rows: Sequence[Listed], places: Sequence[str], by: int) -> int:
    selected = review.app.selection
    if selected is None or selected.sheet.book.name != review.name:
        return 0 if by > 0 else -1
    sheet, address = selected.sheet.name, selected[0, 0].get_address(row_absolute=False, column_absolute=False)
    if sheet == NAME:  # from its row in the list to the finding itself
        chosen = next((row.where for row in rows if row.row == selected.row), None)
        return 0 if chosen is None else places.index(chosen)
    for index, place in enumerate(places):
        first = next(row for row in rows if row.where == place)
        if (first.sheet.casefold(), first.cell) == (sheet.casefold(), address):
            return (index + by) % len(places)
    return 0 if by > 0 else -1
