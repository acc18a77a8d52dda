"""A critical target missed by far."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.status import missed_sides
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.rules.engine.declaration import Spot, rule
from pmr_xl.rules.engine.evidence.unexplained_message import CAUSES, Why, unexplained_spot, why_unexplained


@rule(
    "TGT-006",
    Severity.QUERY,
    "{where} is {found}, which {misses}.",
    fix="Correct the figure, or say in {explanation} what changed, by how much and why.",
    yields_to=CAUSES,
    indicators=lambda basis: basis.indicator.critical,
)
def critical_missed(unusual: Comparison, entry: Entry, settings: OfficeSettings) -> Iterator[Spot]:
    """A critical indicator’s target is missed by more than a tenth, and nothing explains it."""
    if why_unexplained(unusual, entry) is not Why.TARGET:
        return
    target = f"the target of {unusual.indicator.target_measure.show(unusual.against)} of a critical indicator"
    limit = f"more than {settings.critical_miss:.0%}"
    misses = f"misses {target} by {limit}"
    if all(missed_sides(unusual.indicator)):  # nobody said which way is better: nothing is missed
        below = unusual.to_target.delta is not None and unusual.to_target.delta < 0
        misses = f"is {limit} {'below' if below else 'above'} {target}"
    yield unexplained_spot(unusual, entry, misses=misses)
