"""The target that a form was laid with."""

from __future__ import annotations

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Entry
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past


def is_recorded(figure: Figure | None, entry: Entry, context: EditionContext, past: Past) -> bool:
    """Whether next year’s target is the one that the record has for that year: the form was laid with it.

    What the office itself put there, and published, is nothing to ask the agency about.
    """
    return figure is not None and figure == past.target(entry.line.id, context.target_years[1])
