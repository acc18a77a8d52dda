"""A definition that names a numerator without a denominator, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.definitions.defined import DefinedIndicators
from pmr_xl.model.definitions.texts import DENOMINATOR, NUMERATOR
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "DEF-006",
    Severity.QUERY,
    "{where}: the definition of “{name}” names the {found} and no {expected}.",
    fix="Name both, or neither: the form asks for both figures, and checks the percentage by them.",
)
def half_a_ratio(table: DefinedIndicators) -> Iterator[Spot]:
    """One half of a ratio is named, and the other is not."""
    for row in table.rows:
        there = [key for key in (NUMERATOR, DENOMINATOR) if key in row.known.texts]
        if len(there) == 1:
            missing = DENOMINATOR if there == [NUMERATOR] else NUMERATOR
            yield spot(row.at(there[0]), found=there[0], expected=missing, name=row.indicator.name)
