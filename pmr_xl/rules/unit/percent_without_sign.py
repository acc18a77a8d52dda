"""A percentage whose name does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.model.submission import Ask, Entry
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "UNT-004",
    Severity.INFO,
    "{where} is a percentage, and its name does not say (%).",
    fix="Ask for “(%)” at the end of the name.",
)
def percent_without_sign(entry: Entry) -> Iterator[Spot]:
    """A percentage whose name says neither % nor percent."""
    if entry.indicator.unit is Unit.PERCENT and "%" not in entry.indicator.name:
        name = entry.indicator.name.casefold()
        whole = entry.line.parent
        if "percent" not in name and (whole is None or "%" not in whole.name):
            yield spot(entry.entered.get(Ask.INDICATOR) or entry.actual, expected="(%)")
