"""One of Excel's error values."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.cell import CellError
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import ErrorCell

TOLD = "the figure itself, or NA with its reason"  # also what the form says, beside the figure


@rule(
    "TYP-002",
    Severity.ERROR,
    "{where} shows Excel’s error {found} instead of a figure.",
    fix="Type " + TOLD + ".",
)
def error_value(error: ErrorCell) -> Iterator[Spot]:
    """One of Excel’s error values where a figure belongs."""
    if error.measure is not None and error.cell is not None and isinstance(error.cell.value, CellError):
        yield spot(error, expected="a figure")
