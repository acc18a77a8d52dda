"""Parts of things that are counted whole."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import NumberCell

NOISE = 1e-9  # 0.1 + 0.2 leaves this much

TOLD = "whole things are counted here"  # also what the form says, beside the figure


@rule(
    "TYP-008",
    Severity.QUERY,
    "{where} holds {found}; " + TOLD + ".",
    fix="Type the whole number, or say under Explanation how a part of one can be counted.",
    yields_to=("UNT", "TYP-012", "TYP-017"),
    indicators=lambda basis: basis.indicator.counts_whole_things,
)
def fraction_of_a_count(count: NumberCell, entry: Entry) -> Iterator[Spot]:
    """A count that is not a whole number."""
    if count.measure is None or not entry.indicator.counts_whole_things:
        return
    stored = count.cell.value if count.cell is not None else None
    if isinstance(stored, float) and abs(stored - round(stored)) > NOISE * max(abs(stored), 1.0):
        yield spot(count, found=format(stored, ".15g"), expected="a whole number")
