"""A row of the form that is gone."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.schema_changed import schema_remedy
from pmr_xl.rules.engine.message import short

GONE = CellRef("", 0, 0)  # what is not there cannot be the cause of anything that is


@rule(
    "STR-005",
    Severity.ERROR,
    "{where}: the row of “{name}” (id {expected}) is missing.",
    fix="{mend}",
    yields_to=("IDN", "STR-007", "STR-010"),
)
def lost_row(submission: Submission, past: Past) -> Iterator[Spot]:
    """An indicator of the agency has no row."""
    lines = submission.asked_lines
    if len(submission.entries) == len(lines):
        return
    there = {row.line.id: row.row for row in submission.rows if row.line is not None}
    strangers = {row.row for row in submission.rows if row.line is None}
    before, column = submission.heading_row, submission.columns.get(Ask.ID, 1)
    for line in lines:
        if line.id in there:
            before = there[line.id]
            continue
        place = CellRef(submission.sheet, before + 1, column)
        # A repeated, unknown or empty id in its place is the cause; a row that merely moved up is none.
        about = place if place.row in strangers else GONE
        before += about is place
        how = "Put the row back where it was, with its id in the first column, and fill it in."
        said = schema_remedy(submission, past, how)
        yield spot(place, found="no row", expected=line.id, about=[about], name=short(line.indicator.name), **said)
