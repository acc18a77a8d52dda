"""A figure above the largest that the schema says is possible."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Entry
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import TooLarge


@rule(
    "RNG-004",
    Severity.ERROR,
    "{where} is {found}; the most possible here is {expected}.",
    fix="Look at the figure and its scale; if more than {expected} is possible here, ask for it in the schema.",
    yields_to=("TYP", "UNT", "XPR"),
)
def above_most(figure: TooLarge, entry: Entry) -> Iterator[Spot]:
    """A score or rate above the largest figure that the schema says it can have."""
    yield spot(figure, expected=entry.indicator.measure.show(entry.indicator.at_most))
