"""Definitions that nobody confirmed for two years."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.definitions.defined import DefinedIndicators
from pmr_xl.model.finding import Severity
from pmr_xl.rules.definitions._summed import one_spot_for_all
from pmr_xl.rules.engine.declaration import Spot, rule


@rule(
    "DEF-002",
    Severity.QUERY,
    "{where}: {found} definitions were confirmed by nobody in two years: {first}.",
    fix="Have whoever answers for them look through them, on the form or with “pmr schema definitions confirm”.",
)
def not_confirmed(table: DefinedIndicators) -> Iterator[Spot]:
    """Definitions that nobody has said to be right in the last two years; one finding an agency."""
    defined = [row for row in table.rows if row.known.definition]
    yield from one_spot_for_all(
        table, [row for row in defined if not row.known.confirmed_lately(table.today)], len(defined)
    )
