"""An indicator of two agencies with two figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Figure, Measure
from pmr_xl.model.past import Past
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "XIN-002",
    Severity.ERROR,
    "{where} is {found}; {other}, which is the same indicator, is accepted with {expected}.",
    fix="Agree with the other agency on one figure; whoever is wrong sends a new version.",
    yields_to=("TYP", "UNT", "RNG"),
    indicators=lambda basis: basis.indicator.same_as is not None,
    ordinary=True,
)
def shared_indicator(entry: Entry, context: EditionContext, past: Past) -> Iterator[Spot]:
    """An indicator that another agency reports too has another figure or another target there."""
    other, measure = entry.indicator.same_as, entry.indicator.measure
    if other is None:
        return
    mine = entry.entered.get(Ask.ACTUAL)
    theirs = past.actual(other, context.submitted)
    if theirs is None:
        return  # not accepted yet: whoever comes second is asked
    if mine is not None and _two(mine.figure, theirs, measure):
        yield spot(mine, expected=measure.show(theirs), other=other)
    asked, target = entry.entered.get(Ask.NEXT_TARGET), past.target(other, context.target_years[1])
    if asked is not None and _two(asked.figure, target, entry.indicator.target_measure):
        yield spot(asked, expected=entry.indicator.target_measure.show(target), other=other)


def _two(one: Figure | None, other: Figure | None, measure: Measure) -> bool:
    """Two numbers that would be printed otherwise."""
    return isinstance(one, Decimal) and isinstance(other, Decimal) and measure.round(one) != measure.round(other)
