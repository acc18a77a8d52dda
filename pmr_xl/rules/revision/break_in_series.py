"""A new definition for some of the years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.past import Past
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.reason import RestatementReason
from pmr_xl.model.submission import Restatement, Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.message import short

_BREAKING = (RestatementReason.DEFINITION.casefold(), RestatementReason.METHOD.casefold())
_SAYS_SO = pattern(r"\b(?:earlier|before|prior|previous|older|comparab\w*|compared?|break)\b", re.IGNORECASE)


@rule(
    "REV-005",
    Severity.QUERY,
    "{where}: {what} is restated from {first} on for a {why}, and {older} is left as counted before.",
    fix="Restate the earlier years too; where that cannot be done, say in the explanation that they do not compare.",
    yields_to=("REV-002", "REV-003"),
)
def break_in_series(submission: Submission, past: Past) -> Iterator[Spot]:
    """A new definition or method for some years of a row, with earlier ones left, and nothing said about them."""
    rows: dict[str, dict[Period, Restatement]] = {}
    for restatement in submission.restatements:
        if restatement.line is not None and restatement.period is not None:
            rows.setdefault(restatement.line.id, {})[restatement.period] = restatement
    for name, years in rows.items():
        shown = [
            year for year in submission.edition.history if isinstance(past.published_figures(name).get(year), Decimal)
        ]
        shown = [year for year in shown if year.span is Span.YEAR]
        first = next((period for period in shown if period in years), None)
        if first is None or first == shown[0]:
            continue
        one = years[first]
        breaking = one.reason.strip().casefold() in _BREAKING
        if breaking and not any(_SAYS_SO.search(other.explanation) for other in years.values()):
            at = one.entered.get("reason") or next(iter(one.entered.values()))
            what = f"“{short(submission.chapter.by_id[name].indicator.name)}”"
            last = shown[shown.index(first) - 1]
            older = shown[0].label if last == shown[0] else f"{shown[0].label} to {last.label}"
            why = one.reason.strip().casefold()
            yield spot(at, expected="all years alike", what=what, first=first.label, older=older, why=why)
