"""An error value, or TRUE or FALSE, where words or a day belong."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.cell import CellError
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import ErrorCell

TOLD = "it again"  # also what the form says, beside the figure


@rule(
    "TYP-018",
    Severity.ERROR,
    "{where} shows {what}, where words belong.",
    fix="Type " + TOLD + ", and an apostrophe (') before words that begin with = + - or @, else formulas to Excel.",
)
def error_for_words(words: ErrorCell) -> Iterator[Spot]:
    """One of Excel’s error values, or TRUE or FALSE, in an explanation, a reason, a name, a title or a day."""
    value = None if words.cell is None or words.measure is not None else words.cell.value
    if isinstance(value, CellError):
        yield spot(words, found=str(value), expected="words", what=f"Excel’s error {value}")
    elif isinstance(value, bool):
        yield spot(words, found=str(value).upper(), expected="words", what=str(value).upper())
