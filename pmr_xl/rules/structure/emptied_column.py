"""A column of the form's own words that was emptied."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_ENOUGH = 8  # rows: a single name that is gone is missed by nobody, its id says what it was
_EVERY = 7  # rows looked at first: every other one, or one in four, that is gone is met as well
_LAID = {Ask.INDICATOR: "names", Ask.UNIT: "units", Ask.DIRECTION: "desired directions"}  # in every row of every form


@rule(
    "STR-022",
    Severity.QUERY,
    "{where} and below: {count} {what} under “{column}” are gone.",
    fix="Undo it, or take the column from the form that was sent. Rows are read by their ids; people read the {what}.",
    yields_to=("STR-007",),
)
def emptied_column(submission: Submission) -> Iterator[Spot]:
    """The names, units or desired directions of most rows are empty."""
    entries = submission.entries
    some = [entry.entered.cells for entry in entries[::_EVERY]]
    for key, what in _LAID.items():
        at = submission.columns.get(key, 0)
        if None not in [None if (cell := cells.get(at)) is None else cell.value for cells in some]:
            continue  # as in most forms
        gone = [said for entry in entries if (said := entry.get(key)) is not None and said.empty]
        if len(gone) >= _ENOUGH and 2 * len(gone) >= len(entries):
            first, count = gone[0], f"{len(gone)} of {len(entries)}"
            heading = first.where._replace(row=submission.heading_row)
            yield spot(heading, found="nothing", about=gone, count=count, what=what, column=first.heading)
