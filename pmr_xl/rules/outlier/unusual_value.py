"""A figure unusual for its own history."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule
from pmr_xl.rules.engine.evidence.months import month_words
from pmr_xl.rules.engine.evidence.unexplained_message import CAUSES, Why, unexplained_spot, why_unexplained


@rule(
    "OUT-001",
    Severity.QUERY,
    "{where} is {found}, {change}: unusual for its own {years} published {periods} ({history}). {calm}{perhaps}.",
    fix="Correct the figure, or say in {explanation} what changed, by how much and why.",
    yields_to=CAUSES,
)
def unusual_value(unusual: Comparison, entry: Entry) -> Iterator[Spot]:
    """A figure unusual for its own history, and not explained."""
    if why_unexplained(unusual, entry) is not Why.HISTORY:
        return
    yield unexplained_spot(unusual, entry, ("change", "years", "history", "perhaps"), **month_words(unusual))
