"""A row of the form that is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.schema_changed import schema_remedy
from pmr_xl.rules.engine.message import short

TOGETHER = 3  # rows that are gone from one place are one finding
GONE = CellRef("", 0, 0)  # what is not there cannot be the cause of anything that is


@rule(
    "STR-005",
    Severity.ERROR,
    "{where}: {what} missing.",
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
    gone: dict[tuple[CellRef, CellRef], list[Line]] = {}
    for line in lines:
        if line.id in there:
            before = there[line.id]
            continue
        place = CellRef(submission.sheet, before + 1, column)
        # A repeated, unknown or empty id in its place is the cause; a row that merely moved up is none.
        about = place if place.row in strangers else GONE
        before += about is place
        gone.setdefault((place, about), []).append(line)
    how = "Put the row back where it was, with its id in the first column, and fill it in."
    each = "Put the rows back where they were, each with its id in the first column, and fill them in."
    for (place, about), group in gone.items():
        alone = [[line] for line in group] if len(group) < TOGETHER else [group]
        for some in alone:
            said = schema_remedy(submission, past, how if len(some) == 1 else each)
            ids = ", ".join(line.id for line in some)
            yield spot(place, found="no row", expected=ids, about=[about], what=_what(some), **said)


def _what(lines: Sequence[Line]) -> str:
    """The rows that are gone: each by its name, or several by the first and the last."""
    first, last = (f"“{short(line.indicator.name)}” (id {line.id})" for line in (lines[0], lines[-1]))
    return (
        f"the row of {first} is" if len(lines) == 1 else f"the rows of {len(lines)} indicators, {first} to {last}, are"
    )
