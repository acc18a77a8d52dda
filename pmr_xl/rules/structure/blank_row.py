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
    known = {row.row: row.line.id for row in submission.rows if row.line is not None}
    with_id = {row.row for row in submission.rows if row.id}
    blank = [row for row in range(submission.heading_row + 1, max(known, default=0)) if row not in with_id]
    if not blank:
        return
    ids = [line.id for line in submission.chapter.lines]
    following, there = dict(zip(ids, [*ids[1:], ""], strict=True)), set(known.values())
    for row in blank:
        meant = following[known[row - 1]] if row - 1 in known else ids[0] if row == submission.heading_row + 1 else ""
        meant = "" if meant in there else meant
        if meant:
            known[row] = meant  # so that a second blank row below is known by this one
        yield spot(
            CellRef(submission.sheet, row, submission.columns.get(Ask.ID, 1)),
            found="no id",
            expected=meant or "an id",
            meant=f"; {meant} is the form’s id here" if meant else "",
            remedy=f"Put back the id {meant}" if meant else "Delete the row, or put back the id that stood there",
        )
