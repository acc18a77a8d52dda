"""A target that is kept though it was surpassed for three years."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.variance import Verdict
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule
from pmr_xl.rules.target._surpassed import surpassed_target


@rule(
    "TGT-012",
    Severity.INFO,
    "{where} is {found}, as the current target, though three years running were better already: {years}.",
    fix="Nothing has to be done. A target that is reached every year says little: think of a harder one.",
    yields_to=("TYP", "UNT", "RNG", "TGT-004"),
    indicators=lambda basis: basis.surpassed,
    ordinary=True,
)
def surpassed_target_kept(entry: Entry, basis: Basis) -> Iterator[Spot]:
    """A target surpassed three years running is asked for once more as it is."""
    found = surpassed_target(entry, basis, Verdict.SAME)
    if found is not None:
        yield found
