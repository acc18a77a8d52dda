"""A published figure that has changed since the form was made."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Figure, Measure
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Entered, Entry, Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import PastFigure


@rule(
    "REV-010",
    Severity.INFO,
    "{where} shows {found} for {column}, as was published once; since then it is {expected}.",
    fix="Nothing has to be done: the figure changed after the form was made, and the form is checked by the new one.",
    yields_to=("TYP", "MIS", "STR-007"),
)
def past_outdated(cell: PastFigure, entry: Entry, submission: Submission, past: Past) -> Iterator[Spot]:
    """A published period’s cell that shows what was published when the form was made, and has changed since."""
    published = past.published(entry.line.id)
    period = next((one for one in published if one.code == cell.key), None)
    if period is None or not was_published(cell, entry, past):
        return
    rows = submission.restatements
    if any(row.line is not None and row.line.id == entry.line.id and row.period == period for row in rows):
        return  # the submission itself says what it is to be
    yield spot(cell, expected=entry.indicator.measure.show(published[period]))


def was_published(cell: Entered, entry: Entry, past: Past) -> bool:
    """Whether the cell shows what was once in force for its period, as a form made then does."""
    shown, measure = cell.figure, entry.indicator.measure
    if shown is None:
        return False
    once = past.once.get(entry.line.id, {})
    figures = [figure for period, group in once.items() if period.code == cell.key for figure in group]
    return any(_printed(figure, measure) == _printed(shown, measure) for figure in figures)


def _printed(figure: Figure, measure: Measure) -> Figure:
    return measure.round(figure) if isinstance(figure, Decimal) else figure
