"""A critical target missed by far."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.house import House
from pmr_xl.model.submission import Entry
from pmr_xl.rules.explain import CAUSES, asking
from pmr_xl.rules.rule import Spot, rule
from pmr_xl.rules.subjects import FarMiss


@rule(
    "TGT-006",
    Severity.QUERY,
    "{where} is {found}, which misses the target of {target} of a critical indicator by more than {limit}.",
    fix="Mend the figure, or say in {explanation} what changed, by how much and why.",
    yields_to=CAUSES,
)
def critical_missed(unusual: FarMiss, entry: Entry, house: House) -> Iterator[Spot]:
    """A critical indicator’s target is missed by more than a tenth, and nothing explains it."""
    target = unusual.indicator.target_measure.show(unusual.against)
    yield asking(unusual, entry, target=target, limit=f"{house.critical_miss:.0%}")
