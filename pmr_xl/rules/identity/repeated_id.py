"""An id that stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.structure._rows import ids_meant


@rule(
    "IDN-002",
    Severity.ERROR,
    "{where}: the id {found} stands here again; it stands first in row {first}.",
    fix="Keep one row for each id; put back {meant} here.",
    of_column=(
        "{count} rows repeat an id that stands above",
        "Take the ids from the form that was sent, each in its row: rows are read by them.",
    ),
)
def repeated_id(submission: Submission) -> Iterator[Spot]:
    """An id that stands in more than one row, in the same letters or in another case."""
    if len(submission.entries) == len(submission.rows):
        return  # every row has an id of its own
    missing = ids_meant(submission)
    first: dict[str, int] = {}
    for row in submission.rows:
        name = (row.id if row.line is None else row.line.id).casefold()  # an id is understood in any case
        if name and name in first:
            meant = missing.get(row.row, "the id that belongs")
            where = CellRef(submission.sheet, row.row, submission.columns.get(Ask.ID, 1))
            yield spot(where, found=row.id, expected="every id once", first=first[name], meant=meant)
        else:
            first[name] = row.row
