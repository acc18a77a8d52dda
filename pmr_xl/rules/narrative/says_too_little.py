"""An explanation that explains nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence import explanation_quality as explanation
from pmr_xl.rules.engine.evidence.unexplained_message import CAUSES


@rule(
    "NAR-002",
    Severity.QUERY,
    "{where}: {found} does not say {expected}.",
    fix="Say at least two of what changed, by how much and why; an explanation is asked for here because {figure} is"
    " {reason}.",
    yields_to=CAUSES,
)
def says_too_little(unusual: Comparison, entry: Entry, settings: OfficeSettings) -> Iterator[Spot]:
    """An explanation that is due says neither what, how much nor why."""
    said = entry.get(Ask.EXPLANATION)
    if said is None or said.empty or unusual.ordinary or not unusual.due:
        return
    if left := explanation.what_is_lacking(explanation.of_figure(said.text), settings):
        reason = unusual.due[0]
        yield spot(said, expected=left, about=[said, entry.actual], figure=entry.actual.as_printed, reason=reason)
