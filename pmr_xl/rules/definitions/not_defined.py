"""Indicators without a definition."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.definitions.defined import DefinedIndicators
from pmr_xl.model.finding import Severity
from pmr_xl.rules.definitions._phrase import says_nothing
from pmr_xl.rules.definitions._summed import one_spot_for_all
from pmr_xl.rules.engine.declaration import Spot, rule


@rule(
    "DEF-001",
    Severity.QUERY,
    "{where}: {found} indicators have no definition: {first}.",
    fix="Import what is published, or ask the agency: “definitions: true” beside an edition in calendar.yaml.",
)
def not_defined(table: DefinedIndicators) -> Iterator[Spot]:
    """Indicators of which nobody has said what they are, or only their name again; one finding an agency."""
    without = [row for row in table.rows if says_nothing(row.known.definition, row.indicator.name)]
    yield from one_spot_for_all(table, without, len(table.rows))
