"""Definitions that name no source."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.definitions.defined import DefinedIndicators
from pmr_xl.model.finding import Severity
from pmr_xl.rules.definitions._summed import one_spot_for_all
from pmr_xl.rules.engine.declaration import Spot, rule


@rule(
    "DEF-003",
    Severity.QUERY,
    "{where}: {found} definitions name no source: {first}.",
    fix="Say from which system or papers the figure is taken: nobody can recompute it otherwise.",
)
def no_source(table: DefinedIndicators) -> Iterator[Spot]:
    """Definitions that do not say where the figure comes from; one finding an agency."""
    defined = [row for row in table.rows if row.known.definition]
    yield from one_spot_for_all(table, [row for row in defined if not row.known.source], len(defined))
