"""Something written beside or below the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.display.plural import plural
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.structure._headings import places


def end_of_table(submission: Submission) -> int:
    """The last row of the table: the last known id, and what follows it without a gap, with more than one cell.

    A line of words in the first column alone is a note below the table.
    """
    last, sheet = submission.last_row, submission.book.sheet(submission.sheet)
    if sheet is not None and submission.rows[-1:] and submission.rows[-1].row > last:
        for row in submission.rows:
            if row.row == last + 1 and row.id and _filled(sheet.cells.rows[row.row]) > 1:
                last += 1
    return last


def _filled(cells: Mapping[int, Cell]) -> int:
    return sum(cell.value is not None for cell in cells.values())


@rule(
    "STR-008",
    Severity.QUERY,
    "{where} holds {found}, outside the table; it would not be read.",
    fix="Move it into the row’s Explanation, or delete it.",
)
def outside_table(book: Book, submission: Submission) -> Iterator[Spot]:
    """Text or figures beside, below or between the columns of the table; said at the first, with their number."""
    sheet = book.sheet(submission.sheet)
    if sheet is None or not submission.columns or not submission.rows:
        return
    stood = [ref.column for ref in places(submission).values()] if submission.lost_columns else []
    right = max([*submission.columns.values(), *stood, *(ref.column for ref, _ in submission.strange_headings)])
    below = end_of_table(submission)
    own = {*submission.columns.values(), *(ref.column for ref, _ in submission.strange_headings)}
    # Where a heading is lost, a column without one is that column.
    between = set() if submission.lost_columns else set(range(1, right)) - own
    last_row, last_column = sheet.formatted_to
    if not between and 0 < last_row <= below and last_column <= right:
        return  # as in most forms: no look at cells, of which there are thousands
    strays = [
        cell
        for row, cells in sheet.cells.rows.items()
        if row > submission.heading_row
        for column, cell in cells.items()
        if (column > right or row > below or (between and column in between)) and cell.value not in (None, "")
    ]
    if strays:
        first = min(strays, key=lambda cell: (cell.row, cell.column))
        others = len(strays) - 1
        more = f" and {others} more {plural(others, 'cell')}" if others else ""
        said = format(first.value, ".15g") if isinstance(first.value, float) else f"“{visible_text(str(first.value))}”"
        yield spot(CellRef(sheet.name, first.row, first.column), found=f"{said}{more}")
