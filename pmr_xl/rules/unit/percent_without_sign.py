"""A percentage whose name does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Ask
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import PlainPercent


@rule(
    "UNT-004",
    Severity.INFO,
    "{where} is a percentage, and its name does not say (%).",
    fix="Ask for “(%)” at the end of the name.",
    for_office=True,
)
def percent_without_sign(entry: PlainPercent) -> Iterator[Spot]:
    """A percentage whose name says neither % nor percent."""
    yield spot(entry.get(Ask.INDICATOR) or entry.actual, expected="(%)")
