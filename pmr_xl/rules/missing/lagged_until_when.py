"""Lagged, and nobody knows until when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.model.reason import NaReason, reason_of
from pmr_xl.model.submission import Ask, Entry
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.rules.subjects import Reason

_WHEN = (
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}|\d/\d|\bfy ?\d\d|quarter|week|month|p?mmr"
    r"|spring|summer|fall\b|autumn|winter"
)


@rule(
    "MIS-002",
    Severity.QUERY,
    "{where} is NA because its source lags, and nothing says when the figure will be known.",
    fix="Say under Explanation when it will be: a month, a date or a quarter.",
    yields_to=("MIS-001",),
)
def lagged_until_when(reason: Reason, entry: Entry) -> Iterator[Spot]:
    """NA because the source lags, without a word when the figure will come."""
    actual, said = entry.entered.get(Ask.ACTUAL), entry.entered.get(Ask.EXPLANATION)
    if actual is None or actual.figure is not Sign.NOT_AVAILABLE or said is None:
        return
    if reason_of(reason.text) is NaReason.LAGGED and not re.search(_WHEN, said.text, re.IGNORECASE):
        yield spot(actual, expected="when the figure will be known")
