"""A target that is eased though it was surpassed for three years."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.variance import Verdict
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule
from pmr_xl.rules.target._surpassed import surpassed_target


@rule(
    "TGT-010",
    Severity.QUERY,
    "{where} is {found}, easier than the current target, {target}, though three years running were better "
    "already: {years}.",
    fix="Aim at more, or say under Explanation why less is aimed at.",
    yields_to=("TYP", "UNT", "RNG", "TGT-002", "TGT-003", "TGT-004"),
    indicators=lambda basis: basis.surpassed,
    asked_when=(Ask.NEXT_TARGET,),
)
def surpassed_target_eased(entry: Entry, basis: Basis) -> Iterator[Spot]:
    """A target surpassed three years running is asked for again, eased."""
    found = surpassed_target(entry, basis, Verdict.WORSE)
    if found is not None:
        yield found
