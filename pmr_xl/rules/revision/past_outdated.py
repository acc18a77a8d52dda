"""A published figure, or a current target, that has changed since the form was made."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import YEARS, Spot, rule, spot
from pmr_xl.rules.revision._published_cells import changed_cells, was_current, was_published


@rule(
    "REV-010",
    Severity.INFO,
    "{where} shows {found} for {column}, as was published once; since then it is {expected}.",
    fix="Nothing has to be done: the figure changed after the form was made, and the form is checked by the new one.",
    yields_to=("TYP", "MIS", "STR-007"),
    asked_when=(YEARS, Ask.TARGET),
    of_column=(
        "{count} figures under “{column}” changed after the form was made",
        "Nothing has to be done: the form is checked by the figures that are published now.",
    ),
)
def past_outdated(entry: Entry, submission: Submission, context: EditionContext, past: Past) -> Iterator[Spot]:
    """A locked cell that shows what was published, or the current target, when the form was made, and has changed."""
    rows = [row for row in submission.restatements if row.line is not None and row.line.id == entry.line.id]
    restated = [row.period.code for row in rows if row.period is not None]  # they say themselves what it is to be
    for cell, figure in changed_cells(entry, context, past):
        if cell.key not in restated and was_published(cell, entry, past):
            yield spot(cell, expected="nothing" if figure is None else entry.indicator.measure.show(figure))
    shown, year = entry.get(Ask.TARGET), context.target_years[0]
    force, show = past.target(entry.line.id, year), entry.indicator.target_measure.show
    if shown is None or force is None or show(shown.figure) == show(force):
        return
    if was_current(shown, entry, past, year):
        yield spot(shown, expected=show(force))
