"""A formula where a figure is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.cell import CellError
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.display.signs import formula_typed
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import FormulaCell
from pmr_xl.rules.type._formula import AS_VALUES, block_of


@rule(
    "TYP-007",
    Severity.QUERY,
    "{where} holds the formula {found}; its result can change after it was sent.",
    fix="{how}",
    yields_to=("FIL", "MIS-001", "MIS-006", "TGT-001", "TYP-020"),
)
def formula_for_figure(formula: FormulaCell, book: Book) -> Iterator[Spot]:
    """A formula, with a saved result, where a figure is asked for."""
    cell = formula.cell
    if cell is None or formula.measure is None:
        return
    if cell.value is not None and not isinstance(cell.value, CellError):
        block = block_of(formula, book)
        how = f"{AS_VALUES.format(block=block)}." if block else "Copy the cell and paste it as a value."
        yield spot(formula, found=visible_text(formula_typed(cell.formula)), expected="a value", how=how)
