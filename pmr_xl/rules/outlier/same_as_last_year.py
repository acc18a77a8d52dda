"""Last year's figure to the last digit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.basis import Basis
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Figure
from pmr_xl.rules.engine.declaration import Spot, rule, spot

TELLING = 3  # digits: at least

TOLD = "to the last digit what it was last year"  # also what the form says, beside the figure


@rule(
    "OUT-003",
    Severity.QUERY,
    "{where} is {found}, " + TOLD + ".",
    fix="Type this period’s figure; if it is the same, say so under Explanation.",
    yields_to=("XPR", "TYP", "UNT"),
    indicators=lambda basis: not_again(basis.last_year),
    ordinary=True,
)
def same_as_last_year(entry: Entry, basis: Basis) -> Iterator[Spot]:
    """A figure of three digits or more that is last year’s exactly."""
    actual = entry.entered.get(Ask.ACTUAL)
    if actual is None or actual.figure != basis.last_year or not not_again(actual.figure):
        return
    said = entry.entered.get(Ask.EXPLANATION)
    if said is None or said.empty:
        yield spot(actual, expected="this period’s figure")


def not_again(figure: Figure | None) -> bool:
    """Whether a figure is too telling to be expected again a year later: three digits or more."""
    return isinstance(figure, Decimal) and len(figure.normalize().as_tuple().digits) >= TELLING
