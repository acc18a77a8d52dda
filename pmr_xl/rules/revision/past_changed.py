"""A published year that was typed over."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Entered, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.rules.engine.declaration import YEARS, Spot, rule, spot
from pmr_xl.rules.revision._published_cells import changed_cells, was_published


@rule(
    "REV-001",
    Severity.ERROR,
    "{where} shows {found} for {column}; published was {expected}.",
    fix="Put {expected} back, and enter the new figure on the sheet Restatements with its reason.",
    yields_to=("TYP", "MIS", "STR-007"),
    asked_when=(YEARS,),
    of_column=(
        "{count} figures under “{column}” are not the published ones",
        "Undo it, or take the column from the form that was sent; new figures go on the sheet Restatements.",
    ),
)
def past_changed(entry: Entry, context: EditionContext, past: Past) -> Iterator[Spot]:
    """A published year’s figure was typed over."""
    for cell, figure in changed_cells(entry, context, past):
        if past.actuals and not was_published(cell, entry, past) and not _stated_later(cell, entry, past):
            yield spot(cell, expected="nothing" if figure is None else entry.indicator.measure.show(figure))


def _stated_later(cell: Entered, entry: Entry, past: Past) -> bool:
    """Whether the cell is empty as it was laid: only a later report states the figure, and the form was made before."""
    return cell.empty and any(period.code == cell.key for period in past.later.get(entry.line.id, ()))
