"""A percentage whose name does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.model.schema.line import Line
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "UNT-004",
    Severity.INFO,
    "{where} is a percentage, and its name does not say (%).",
    fix="Ask for “(%)” at the end of the name.",
    for_office=True,
    indicators=lambda basis: unsaid_percent(basis.line),
    ordinary=True,
)
def percent_without_sign(entry: Entry) -> Iterator[Spot]:
    """A percentage whose name says neither % nor percent."""
    if unsaid_percent(entry.line):
        yield spot(entry.get(Ask.INDICATOR) or entry.actual, expected="(%)")


def unsaid_percent(line: Line) -> bool:
    """Whether an indicator is a percentage and neither its name nor its whole’s says so."""
    name, whole = line.indicator.name, line.parent
    if line.indicator.unit is not Unit.PERCENT or "%" in name or "percent" in name.casefold():
        return False
    return whole is None or "%" not in whole.name
