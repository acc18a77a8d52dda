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
    "{where}: a row without an id stands inside the table.",
    fix="Delete the row, or put back the id that stood there.",
)
def blank_row(submission: Submission) -> Iterator[Spot]:
    """A row without an id between the rows of the table."""
    rows = [row.row for row in submission.rows if row.line is not None]
    with_id = {row.row for row in submission.rows if row.id}
    for row in range(submission.heading_row + 1, max(rows, default=0)):
        if row not in with_id:
            yield spot(
                CellRef(submission.sheet, row, submission.columns.get(Ask.ID, 1)), found="no id", expected="an id"
            )
