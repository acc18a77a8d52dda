"""Rows in another order."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.schema_changed import schema_remedy


@rule(
    "STR-014",
    Severity.QUERY,
    "{where}: the row of id {found} stands after that of {after}; the form has it before.",
    fix="{mend}",
    yields_to=("IDN",),
)
def moved_rows(submission: Submission, past: Past) -> Iterator[Spot]:
    """Rows stand in another order than the form's; said once, at the first."""
    if [entry.line for entry in submission.entries] == list(submission.asked_lines):
        return  # as in most forms
    places = {line.id: place for place, line in enumerate(submission.asked_lines)}
    orders = [places.get(entry.line.id, -1) for entry in submission.entries]
    if orders == sorted(orders):
        return
    last, last_id = -1, ""
    for row in submission.rows:
        if row.line is None:
            continue
        place = places.get(row.line.id, -1)
        if 0 <= place < last:
            where = CellRef(submission.sheet, row.row, submission.columns.get(Ask.ID, 1))
            how = "Undo the sorting (by the order of the form you were sent), or say that the order does not matter."
            yield spot(where, found=row.id, after=last_id, **schema_remedy(submission, past, how))
            return
        last, last_id = max(last, place), row.id
