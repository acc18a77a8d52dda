"""A restatement without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.reason import restatement_reason_of
from pmr_xl.model.submission import Restatement
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence import explanation_quality as explanation
from pmr_xl.rules.engine.message import short


@rule(
    "REV-002",
    Severity.ERROR,
    "{where}: the restatement of {what} lacks {found}.",
    fix="Choose the reason code from the list, and say under Explanation what changed, by how much and why.",
)
def restatement_unexplained(restatement: Restatement, settings: OfficeSettings) -> Iterator[Spot]:
    """A restatement without a reason code of the list, or whose explanation says too little."""
    lacks, listed = [], restatement_reason_of(restatement.reason) is not None
    if not listed:
        other = f" of the list (“{short(restatement.reason)}” is none of it)" if restatement.reason else ""
        lacks.append(f"a reason code{other}")
    if left := explanation.what_is_lacking(restatement.explanation, settings, known_why=listed):
        lacks.append(f"an explanation that says {left}" if restatement.explanation else "an explanation")
    if lacks:
        key = "explanation" if listed else "reason"
        at = restatement.entered.get(key) or next(iter(restatement.entered.values()))
        yield spot(at, found=" and ".join(lacks), expected="both", what=_what(restatement))


def _what(restatement: Restatement) -> str:
    name = "an unknown indicator" if restatement.line is None else f"“{short(restatement.line.indicator.name)}”"
    return f"{name}, {restatement.period.label}" if restatement.period else name
