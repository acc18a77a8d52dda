"""A restatement without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.house import House
from pmr_xl.model.submission import Restatement
from pmr_xl.rules import explanation
from pmr_xl.rules.message import short
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "REV-002",
    Severity.ERROR,
    "{where}: the restatement of {what} lacks {found}.",
    fix="Choose the reason code, and say under Explanation what changed, by how much and why.",
)
def restatement_unexplained(restatement: Restatement, house: House) -> Iterator[Spot]:
    """A restatement without reason code, or whose explanation says too little."""
    lacks = []
    if not restatement.reason:
        lacks.append("a reason code")
    if left := explanation.lacking(restatement.explanation, house, known_why=bool(restatement.reason)):
        lacks.append(f"an explanation that says {left}" if restatement.explanation else "an explanation")
    if lacks:
        key = "reason" if not restatement.reason else "explanation"
        at = restatement.entered.get(key) or next(iter(restatement.entered.values()))
        yield spot(at, found=" and ".join(lacks), expected="both", what=_what(restatement))


def _what(restatement: Restatement) -> str:
    name = "an unknown indicator" if restatement.line is None else f"“{short(restatement.line.indicator.name)}”"
    return f"{name}, {restatement.period.label}" if restatement.period else name
