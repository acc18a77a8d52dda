"""A current target that was typed over."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.revision._published_cells import was_current


@rule(
    "TGT-004",
    Severity.ERROR,
    "{where} shows {found}; the current target is {expected}.",
    fix="Put {expected} back. A target can be changed for the next year, under {next}.",
    yields_to=("TYP", "MIS"),
    asked_when=(Ask.TARGET,),
    of_column=(
        "{count} targets under “{column}” are not the current ones",
        "Undo it, or take the column from the form that was sent. Other targets are proposed for next year.",
    ),
)
def target_in_force_changed(entry: Entry, context: EditionContext, past: Past) -> Iterator[Spot]:
    """The current target was typed over."""
    shown, force = entry.get(Ask.TARGET), past.target(entry.line.id, context.target_years[0])
    if shown is None or force is None:
        return
    if shown.empty and context.target_years[0] in past.later_targets.get(entry.line.id, ()):
        return  # only a later report states it: the form was made before, and shows none
    if was_current(shown, entry, past, context.target_years[0]):
        return  # it was changed after the form was made
    measure = entry.indicator.target_measure
    if measure.show(shown.figure) != measure.show(force):
        heading = entry[Ask.NEXT_TARGET].heading if Ask.NEXT_TARGET in entry.entered else "the next target"
        yield spot(shown, expected=measure.show(force), next=heading)
