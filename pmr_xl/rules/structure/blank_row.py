"""An empty or strange row inside the table."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.sheet import CellRef
from pmr_xl.model.submission import Ask, Submission
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "STR-010",
    Severity.ERROR,
    "{where}: a row without an id stands inside the table{meant}.",
    fix="{remedy}.",
    yields_to=("STR-007",),
)
def blank_row(submission: Submission) -> Iterator[Spot]:
    """A row without an id between the rows of the table."""
    rows = [row.row for row in submission.rows if row.line is not None]
    with_id = {row.row for row in submission.rows if row.id}
    known = {row.row: row.line.id for row in submission.rows if row.line is not None}
    ids = [line.id for line in submission.chapter.lines]
    there, before = set(known.values()), -1
    for row in range(submission.heading_row + 1, max(rows, default=0)):
        before = ids.index(known[row]) if row in known else before
        if row in with_id:
            continue
        before += 1
        meant = ids[before] if before < len(ids) and ids[before] not in there else ""
        yield spot(
            CellRef(submission.sheet, row, submission.columns.get(Ask.ID, 1)),
            found="no id",
            expected=meant or "an id",
            meant=f"; {meant} is the form’s id here" if meant else "",
            remedy=f"Put back the id {meant}" if meant else "Delete the row, or put back the id that stood there",
        )
        before -= not meant
