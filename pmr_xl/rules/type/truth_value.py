"""TRUE or FALSE where a figure belongs."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import OddFigure


@rule(
    "TYP-014",
    Severity.ERROR,
    "{where} holds {found}; a figure is needed.",
    fix="Type the figure itself, or NA with its reason.",
)
def truth_value(odd: OddFigure) -> Iterator[Spot]:
    """TRUE or FALSE where a figure belongs."""
    yield spot(odd, expected="a figure")
