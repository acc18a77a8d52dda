"""Going from finding to finding in an open review copy. One stands at the selected cell: nothing is remembered."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pmr_xl.books import live
from pmr_xl.excel.ribbon.button import OnStatusBar
from pmr_xl.excel.ribbon.findings_list import Listed, is_findings_sheet, list_findings, review_of
from pmr_xl.model.book.places import from_a1
from pmr_xl.model.finding import Severity
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    import xlwings as xw

_LONGEST_STATUS = 200
_ERROR = Severity.ERROR.sign


class FindingSpot(NamedTuple):
    """A cell in the order in which one reads: sheet by sheet, row by row."""

    sheet: int
    row: int
    column: int


def step(book: xw.Book, by: int) -> str:
    """Select the open finding's cell after (``by`` 1) or before (−1) the one selected, as one reads.

    Returns:
        What was found there, for the status bar; a sentence for the message box where there is nowhere to go.
    """
    review = review_of(book)
    rows = list_findings(review).still_open
    if not rows:
        return "Every finding is answered or corrected."
    order = {page.name.casefold(): place for place, page in enumerate(review.sheets)}
    spots = sorted({_spot(row, order) for row in rows})
    spot = spots[_next(spots, _stands(book, review, rows, order, by), by)]
    here = [row for row in rows if _spot(row, order) == spot]
    if not live.show_cell(review, here[0].sheet, here[0].cell):
        return f"{here[0].where} cannot be shown: its sheet is hidden or gone. {here[0].says}"
    told = " · ".join(f"{row.sign} {row.rule} {row.found}: {row.says}".replace("\n", " ") for row in here)
    hidden = " · its row is hidden" if live.is_hidden(review, here[0].sheet, here[0].cell) else ""
    return OnStatusBar(f"{spots.index(spot) + 1} of {len(spots)}{_left(rows)}{hidden} · {told}"[:_LONGEST_STATUS])


def _left(rows: Sequence[Listed]) -> str:
    errors = sum(row.sign.startswith(_ERROR) for row in rows)
    return "" if not errors else " · 1 error left" if errors == 1 else f" · {errors} errors left"


def _spot(row: Listed, order: Mapping[str, int]) -> FindingSpot:
    return FindingSpot(order.get(row.sheet.casefold(), len(order)), *from_a1(row.cell))


def _next(spots: Sequence[FindingSpot], stands: FindingSpot | None, by: int) -> int:
    """The place in ``spots`` of the next one; from the last on to the first, and the other way."""
    if stands is None:
        return 0 if by > 0 else -1
    after = bisect_right(spots, stands) if by > 0 else bisect_left(spots, stands) - 1
    return after % len(spots)


def _stands(
    book: xw.Book, review: xw.Book, rows: Sequence[Listed], order: Mapping[str, int], by: int
) -> FindingSpot | None:
    """Where the person stands, in the review copy or in the submission it was made of; None where in neither.

    In the list of findings it is beside the finding of the row, so that either button goes to it.
    """
    selected = review.app.selection
    if selected is None or selected.sheet.book.name not in (review.name, book.name):
        return None
    sheet, cell = selected.sheet.name, selected[0, 0]
    if is_findings_sheet(selected.sheet):
        chosen = next((_spot(row, order) for row in rows if row.row == cell.row), None)
        return None if chosen is None else chosen._replace(column=chosen.column - by)
    place = order.get(sheet.casefold())
    return None if place is None else FindingSpot(place, cell.row, cell.column)
