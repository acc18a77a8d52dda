"""A figure above the largest that the schema says is possible."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Entry
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import TooLarge

TOLD = "the most possible here is {expected}{why}"  # also what the form says, beside the figure


@rule(
    "RNG-004",
    Severity.ERROR,
    "{where} is {found}; " + TOLD + ".",
    fix="Look at the figure and its scale; if more than {expected} is possible here, ask for it in the schema.",
    yields_to=("TYP", "UNT", "XPR"),
)
def above_most(figure: TooLarge, entry: Entry, past: Past) -> Iterator[Spot]:
    """A score or rate above the largest figure that the schema says it can have, and above all that were published."""
    can = PossibleFigures.by(entry.indicator, past)
    if isinstance(figure.figure, Decimal) and can.too_large(figure.figure):
        yield spot(figure, expected=can.measure.show(can.most), why=can.why)
