"""Whether a query is answered, by which text, from where: the one judgement, for every door and every sheet.

A text answers by what it says (:func:`pmr_xl.rules.engine.evidence.explanation_quality.what_is_lacking`) and by what it
speaks of. The explanation in a row of the form is asked for beside the figure: it answers what is asked about that
figure; what is asked about a target
it answers with what it says of the target; what is asked about a name, a unit or a published year it does not answer.
On the findings sheet a text stands beside its own finding, and counts once its state says so.
"""

from __future__ import annotations

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Finding, Said, Severity
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.rules.engine.evidence.explanation_quality import of_figure, of_target, what_is_lacking
from pmr_xl.rules.engine.registry import rule_called

_OF_FIGURE = frozenset((Ask.ACTUAL, Ask.TO_DATE, Ask.REASON))
_OF_TARGET = frozenset((Ask.TARGET, Ask.NEXT_TARGET))


def by_row(entry: Entry, key: str, settings: OfficeSettings) -> Said | None:
    """What the row's explanation says to a query about the column ``key``; None where the row has none."""
    said = entry.get(Ask.EXPLANATION)
    if said is None or said.empty:
        return None
    counts = False
    if key in _OF_FIGURE:
        counts = not what_is_lacking(of_figure(said.text), settings)
    elif key in _OF_TARGET:
        counts = not what_is_lacking(of_target(said.text), settings, known_what=True)
    return Said(said.text, str(said.where), counts)


def by_sheet(finding: Finding, text: str, where: str, settings: OfficeSettings, *, stated: bool) -> Said | None:
    """What a findings sheet says to a finding about the same value; None where it says nothing.

    Args:
        stated: its state says that the finding is explained or accepted; beside any other a text is a draft.
    """
    if not text:
        return None
    asked = finding.severity is Severity.QUERY and not finding.waived
    return Said(text, where, asked and stated and not what_is_lacking(text, settings))


def asks_why(finding: Finding) -> bool:
    """Whether a finding is about a figure that asks to be explained: missed, far from last year's, out of its range."""
    rule = rule_called(finding.rule)
    return rule is not None and Comparison in rule.subjects and rule.ordinary is None
