"""A change of more than half."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.variance import BEYOND
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.rules.engine.declaration import Spot, rule
from pmr_xl.rules.engine.evidence.months import month_words
from pmr_xl.rules.engine.evidence.unexplained_message import CAUSES, Why, unexplained_spot, why_unexplained


@rule(
    "OUT-002",
    Severity.QUERY,
    "{where} is {found}, {change}: {limit}. {calm}{perhaps}.",
    fix="Correct the figure, or say in {explanation} what changed, by how much and why.",
    yields_to=CAUSES,
)
def large_change(unusual: Comparison, entry: Entry, settings: OfficeSettings) -> Iterator[Spot]:
    """A change of more than half against last year that is not explained."""
    if why_unexplained(unusual, entry) is not Why.CHANGE:
        return
    of = " of that" if unusual.indicator.unit is Unit.PERCENT else ""
    limit = f"more than {settings.large_change:.0%}{of}"
    # Told here only where the office does not ask about what cannot be (RNG).
    if unusual.due[0].startswith(BEYOND):
        limit = unusual.due[0].removeprefix(BEYOND)
    yield unexplained_spot(unusual, entry, ("change", "perhaps"), limit=limit, **month_words(unusual))
