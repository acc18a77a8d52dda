"""A number beside the figure it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.basis import Basis
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import round_half_away
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_NUMBER = pattern(r"(?<![\d.,/-])(?!(?:19|20)\d\d\b)\d[\d,]*(?:\.\d+)?(?![\d/])", re.ASCII)
NEAR = Decimal("0.2")
DIGITS = 3  # shorter numbers count other things


@rule(
    "NAR-001",
    Severity.QUERY,
    "{where} says {found}, near {expected} and no figure of the row.",
    fix="Let words and table say the same number.",
    beta=True,
    asked_when=(Ask.EXPLANATION,),
)
def number_not_in_row(entry: Entry, basis: Basis) -> Iterator[Spot]:
    """A number in the explanation that is close to the row’s figure, and not it."""
    actual, said = entry.get(Ask.ACTUAL), entry.get(Ask.EXPLANATION)
    if said is None or said.empty or actual is None or not isinstance(actual.figure, Decimal):
        return
    measure = entry.indicator.measure
    if measure.unit.is_duration or len(actual.figure.normalize().as_tuple().digits) < DIGITS:
        return
    # What was published and aimed at is known, whatever became of its cells and their heading.
    recorded = (*basis.published.values(), *basis.targets.values())
    shown = (entered.figure for entered in entry.figures)
    figures = [figure for figure in (*shown, *recorded) if isinstance(figure, Decimal)]
    known = {*figures, *(abs(actual.figure - figure) for figure in figures)}
    for found in _NUMBER.finditer(said.text):
        value = Decimal(found[0].replace(",", ""))
        places = -int(value.as_tuple().exponent)
        near = 0 < abs(value / actual.figure - 1) <= NEAR and len(value.as_tuple().digits) >= DIGITS
        if near and not any(round_half_away(figure, places) == value for figure in known):
            yield spot(said, found=f"“{found[0]}”", expected=measure.show(actual.figure))
