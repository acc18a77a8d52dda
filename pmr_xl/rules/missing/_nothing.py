"""What looks as if nothing stood there."""

from __future__ import annotations

from pmr_xl.model.display.signs import formula_typed
from pmr_xl.model.entry import Entered
from pmr_xl.model.finding import visible_text


def gives_nothing(entered: Entered) -> bool:
    """Whether a formula stands there whose result is an empty text: to the eye, and to the form, the cell is empty."""
    cell = entered.cell
    return cell is not None and cell.formula is not None and isinstance(cell.value, str) and not cell.value.strip()


def formula_of(entered: Entered) -> str | None:
    """Such a formula as a message says it; None where there is none."""
    if entered.cell is None or not gives_nothing(entered):
        return None
    return f"the formula {visible_text(formula_typed(entered.cell.formula))}, which gives nothing"
