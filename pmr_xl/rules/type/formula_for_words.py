"""A formula where words or a day belong."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.cell import CellError
from pmr_xl.model.display.signs import formula_typed
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import FormulaCell


@rule(
    "TYP-019",
    Severity.QUERY,
    "{where} holds the formula {found}{why}.",
    fix="Copy the cell and paste it as a value, or type what it says.",
    yields_to=("TYP-018", "TYP-020", "FIL-009"),
)
def formula_for_words(words: FormulaCell) -> Iterator[Spot]:
    """A formula where words, a name or a day belong: what it says can change after it was sent."""
    cell = words.cell
    if cell is None or words.measure is not None:
        return
    if not isinstance(cell.value, CellError):
        nothing = cell.value is None
        why = (
            " without a saved result, so nothing can be read"
            if nothing
            else "; what it says can change after it was sent"
        )
        yield spot(words, found=visible_text(formula_typed(cell.formula)), expected="words", why=why)
