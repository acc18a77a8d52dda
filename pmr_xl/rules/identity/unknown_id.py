"""An id that is not in the schema."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.schema_changed import schema_remedy
from pmr_xl.rules.structure._rows import ids_meant
from pmr_xl.rules.structure.outside_table import end_of_table

_TOO_MANY = (  # no id is lacking in whose place it could stand
    "Take the row out: another agency's indicators stand on its own form, and a new one is asked for beforehand."
)


@rule(
    "IDN-006",
    Severity.ERROR,
    "{where}: {found} is not an id of this form{near}.",
    fix="{mend}",
    of_column=(
        "{count} ids are not of this form",
        "Take the ids from the form that was sent, each in its row: rows are read by them.",
    ),
)
def unknown_id(submission: Submission, past: Past) -> Iterator[Spot]:
    """An id that the agency’s schema does not have."""
    if all(row.line is not None for row in submission.rows):
        return
    asked = submission.asked or submission.chapter
    known = {name.casefold() for name in asked.by_id}
    taken = {row.line.id for row in submission.rows if row.line is not None}
    free = [name for name in asked.by_id if name not in taken]
    last = end_of_table(submission)
    missing: dict[int, str] | None = None
    for row in submission.rows:
        if row.line is None and row.id and row.row <= last and row.id.casefold() not in known:
            from difflib import get_close_matches

            close = get_close_matches(row.id, free, 1)
            near = f"; {close[0]} is" if close else ""
            missing = ids_meant(submission) if missing is None else missing
            meant = missing.get(row.row, "the id that stood")
            where = CellRef(submission.sheet, row.row, submission.columns.get(Ask.ID, 1))
            how = f"Put back {meant} in this row; a new indicator is asked for beforehand, not added here."
            how = how if free else _TOO_MANY
            found, expected = f"“{visible_text(row.id)}”", close[0] if close else ""
            yield spot(where, found=found, expected=expected, near=near, **schema_remedy(submission, past, how))
