"""A formula whose result was never saved."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.sheet import Book
from pmr_xl.model.display.signs import formula_typed
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import FormulaCell
from pmr_xl.rules.type._formula import block_of


@rule(
    "FIL-005",
    Severity.ERROR,
    "{where} holds the formula {found} without a saved result, so there is no figure to read.",
    fix="Open the workbook in Excel, let it calculate, save it and send it again; better, type the figure.{block}",
    yields_to=("FIL-009",),
    of_column=(
        "{count} cells under “{column}” hold formulas without a saved result",
        "Open the workbook in Excel, let it calculate, save it and send it again; better, type the figures.",
    ),
)
def formula_without_result(formula: FormulaCell, book: Book) -> Iterator[Spot]:
    """A formula without a saved result where a figure belongs."""
    cell = formula.cell
    if formula.measure is not None and cell is not None and cell.value is None:
        block = block_of(formula, book)
        all_of_it = f" One formula fills {block}: delete it there first." if block else ""
        yield spot(formula, found=visible_text(formula_typed(cell.formula)), expected="a figure", block=all_of_it)
