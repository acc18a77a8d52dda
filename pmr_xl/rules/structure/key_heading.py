"""A heading without which nothing can be read."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.structure._headings import places


@rule(
    "STR-004",
    Severity.ERROR,
    "{where}: the heading “{expected}” is not there{instead}, so its column cannot be read.",
    fix="Write “{expected}” into the heading row of its column again.",
    stops=True,
)
def key_heading(submission: Submission) -> Iterator[Spot]:
    """The heading of the ids or of the actuals is gone."""
    if "Submission" in submission.lost_sheets:
        return
    strange = {ref.column: (ref, text) for ref, text in submission.strange_headings}
    for column in submission.lost_columns:
        if column.key in (Ask.ID, Ask.ACTUAL) and column.key not in submission.columns:
            stood = places(submission).get(column.key)
            first = next(iter(strange.values()), None)
            named = first if stood is None else strange.get(stood.column)
            ref: CellRef | str = named[0] if named else stood or submission.sheet
            text = named[1] if named else ""
            instead = f"; {ref} says “{visible_text(text)}”" if text else ""
            yield spot(ref, found=visible_text(text), expected=column.heading, instead=instead)
