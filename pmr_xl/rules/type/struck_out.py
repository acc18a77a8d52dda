"""What is struck out: does it count?"""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.rules.engine.declaration import STORED_OTHERWISE, Spot, rule, spot
from pmr_xl.rules.engine.subjects import ErrorCell, FormulaCell, NumberCell, TextCell


@rule(
    "TYP-021",
    Severity.QUERY,
    "{where} holds {found}, struck out{what}.",
    fix="Delete what does not count; where it counts, take the line through it away (Home, Font, Strikethrough).",
    asked_when=(STORED_OTHERWISE,),
    of_column=(
        "{count} cells under “{column}” are struck out, and read all the same",
        "Delete what does not count; where it counts, take the line through it away (Home, Font, Strikethrough).",
    ),
)
def struck_out(struck: NumberCell | TextCell | FormulaCell | ErrorCell) -> Iterator[Spot]:
    """A figure or words that are struck out: words are not read, a figure is."""
    cell = struck.cell
    if cell is None or cell.runs is None or not cell.runs.struck or cell.value is None:
        return
    whole = cell.runs.whole
    if struck.measure is not None and not (whole and struck.key in Ask.FIGURES):
        return  # a piece of it is TYP-003's
    text = struck.as_printed if struck.measure is not None else str(cell.value) if whole else "".join(cell.runs.struck)
    what = "; it is read all the same" if struck.measure is not None else "; it is not read"
    yield spot(struck, found=f"“{visible_text(text)}”", expected="what counts", what=what)
