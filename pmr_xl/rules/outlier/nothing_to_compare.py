"""A figure with nothing published last year."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule
from pmr_xl.rules.engine.evidence.unexplained_message import CAUSES, Why, unexplained_spot, why_unexplained

_WHY = {"a new indicator": "no figure of this indicator was ever published"}


@rule(
    "OUT-006",
    Severity.QUERY,
    "{where} is {found}; {why}, so it cannot be compared.",
    fix="Say in {explanation} what is counted, from which source, and why it starts (again) now.",
    yields_to=CAUSES,
)
def nothing_to_compare(unusual: Comparison, entry: Entry) -> Iterator[Spot]:
    """A figure where none was published last year, and nothing said about it."""
    if why_unexplained(unusual, entry) is not Why.NEW:
        return
    yield unexplained_spot(unusual, entry, why=_WHY.get(unusual.due[0], unusual.due[0]))
