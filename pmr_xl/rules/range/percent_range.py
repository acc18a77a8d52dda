"""A percentage outside 0 to 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Entry
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import OddPercent

HUNDRED = Decimal(100)


@rule(
    "RNG-001",
    Severity.ERROR,
    "{where} is {found}; a percentage here is from 0% to {expected}.",
    fix="Look at what is divided by what; if more than {expected} is possible here, ask for it in the schema.",
    yields_to=("TYP", "UNT", "XPR"),
)
def percent_range(percent: OddPercent, entry: Entry, past: Past) -> Iterator[Spot]:
    """A percentage below 0, or above 100 where nothing says that it can be."""
    value, limit = percent.figure, entry.indicator.at_most
    if not isinstance(value, Decimal) or (0 <= value <= HUNDRED if limit is None else value <= limit):
        return
    published = past.published(entry.line.id).values()
    known = [figure for figure in published if isinstance(figure, Decimal)]
    below_before = value < 0 and min(known, default=HUNDRED) < 0
    above_before = value > HUNDRED and limit is None and max(known, default=HUNDRED) > HUNDRED
    if not below_before and not above_before:
        yield spot(percent, expected=entry.indicator.measure.show(HUNDRED if limit is None else limit))
