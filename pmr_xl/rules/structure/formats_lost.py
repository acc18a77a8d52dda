"""The form's number formats are gone."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Repair, Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "STR-020",
    Severity.QUERY,
    "{where}: all number formats of the form are gone, as when a portal or another program saves it; figures are "
    "understood as the locked cells store them, percentages as fractions.",
    fix="Let the repair put the formats back (pmr repair, or “Suggested fixes”), and look whether each figure shows as "
    "it was typed; or copy the figures into the form that was sent.",
)
def formats_lost(submission: Submission, book: Book) -> Iterator[Spot]:
    """A form whose cells have lost their number formats, all of them."""
    sheet = book.sheet(submission.sheet)
    if not submission.formats_lost or sheet is None:
        return
    cells = [
        (CellRef(sheet.name, cell.row, cell.column), cell.value, entered.measure.number_format)
        for entry in submission.entries
        for entered in entry.figures
        if entered.measure is not None
        and (cell := sheet.at(entered.where.row, entered.where.column)) is not None
        and isinstance(cell.value, float)
        and cell.formula is None
    ]
    why = "the value stays, and its number format is the form’s own again"
    repair = Repair("General", f"number formats of {len(cells):,} cells", why, formats=tuple(cells))
    yield spot(sheet.name, found="General", expected="the form’s number formats", repair=repair)
