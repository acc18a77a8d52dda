"""An explanation that was given before, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "NAR-003",
    Severity.INFO,
    "{where} says word for word what was said in the {report}.",
    fix="Look whether it still explains this period’s figure.",
    asked_when=(Ask.EXPLANATION,),
)
def said_before(entry: Entry, past: Past, settings: OfficeSettings) -> Iterator[Spot]:
    """An explanation copied from the report before."""
    said, before = entry.get(Ask.EXPLANATION), past.said.get(entry.line.id)
    if said is None or said.empty or before is None or len(said.text) < settings.shortest_explanation:
        return
    edition, text = before
    if said.text.casefold().split() == text.casefold().split():
        yield spot(said, expected="what changed this time", report=edition.title)
