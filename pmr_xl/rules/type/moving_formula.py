"""A formula whose result moves by itself."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.display.signs import formula_typed
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import FormulaCell
from pmr_xl.rules.type._formula import volatile_function


@rule(
    "TYP-020",
    Severity.ERROR,
    "{where} holds the formula {found}: {name} moves, so it says something else each time the workbook is opened.",
    fix="Type {what} as it is to stand.",
)
def moving_formula(formula: FormulaCell) -> Iterator[Spot]:
    """A formula with TODAY, NOW, RAND or another function whose result moves by itself."""
    cell = formula.cell
    if cell is None or cell.formula is None:
        return
    text = str(cell.formula)
    if name := volatile_function(text):
        what = "the figure" if formula.measure is not None else "the day" if formula.key == "date" else "the words"
        yield spot(
            formula, found=visible_text(formula_typed(text)), expected="what does not move", name=name, what=what
        )
