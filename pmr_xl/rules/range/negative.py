"""A number below zero where nothing can be."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Entry
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import NegativeFigure

TOLD = "nothing below 0 can be counted here"  # also what the form says, beside the figure


@rule(
    "RNG-002",
    Severity.ERROR,
    "{where} is {found}; " + TOLD + ".",
    fix="Type the number without the minus, or look where it comes from.",
    yields_to=("TYP", "RNG-001"),
)
def negative(number: NegativeFigure, entry: Entry, past: Past) -> Iterator[Spot]:
    """A negative figure of an indicator that never was negative."""
    if PossibleFigures.by(entry.indicator, past).least is not None:
        yield spot(number, expected="0 or more")
