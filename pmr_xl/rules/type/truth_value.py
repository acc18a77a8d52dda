"""TRUE or FALSE where a figure belongs."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import ErrorCell


@rule(
    "TYP-014",
    Severity.ERROR,
    "{where} holds {found}; a figure is needed.",
    fix="Type the figure itself, or NA with its reason.",
)
def truth_value(odd: ErrorCell) -> Iterator[Spot]:
    """TRUE or FALSE where a figure belongs."""
    if odd.measure is not None and odd.cell is not None and isinstance(odd.cell.value, bool):
        yield spot(odd, expected="a figure")
