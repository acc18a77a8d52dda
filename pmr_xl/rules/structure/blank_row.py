"""An empty or strange row inside the table."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.structure._rows import ids_meant


@rule(
    "STR-010",
    Severity.ERROR,
    "{where}: a row without an id stands inside the table{meant}.",
    fix="{remedy}.",
    yields_to=("STR-007",),
    of_column=(
        "{count} rows of the table have no id",
        "Take the ids from the form that was sent, each in its row: rows are read by them.",
    ),
)
def blank_row(submission: Submission) -> Iterator[Spot]:
    """A row without an id between the rows of the table."""
    first, last = submission.heading_row + 1, submission.last_row
    if len(submission.entries) > last - first:
        return
    with_id = {row.row for row in submission.rows if row.id}
    blank = [row for row in range(first, last + 1) if row not in with_id]
    if not blank:
        return
    missing = ids_meant(submission)
    for row in blank:
        meant = missing.get(row, "")
        yield spot(
            CellRef(submission.sheet, row, submission.columns.get(Ask.ID, 1)),
            found="no id",
            expected=meant or "an id",
            meant=f"; {meant} is the form’s id here" if meant else "",
            remedy=f"Put back the id {meant}" if meant else "Delete the row, or put back the id that stood there",
        )
