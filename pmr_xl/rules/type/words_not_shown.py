"""Words that a number format hides."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.measure import Sign
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import TextCell


@rule(
    "TYP-022",
    Severity.QUERY,
    "{where} shows {found} and stores {stored}: the cell’s number format, {code}, shows something else.",
    fix="Set the cell’s format to General, and look whether what then shows is what was meant.",
)
def words_not_shown(words: TextCell) -> Iterator[Spot]:
    """A text in a cell whose number format hides it or shows other words."""
    cell = words.cell
    if cell is None or not isinstance(cell.value, str) or cell.number_format in ("General", "@"):
        return
    if isinstance(words.figure, Sign):
        return  # a sign of the report is a figure
    from pmr_xl.model.display.shown import text_shown  # most forms have no such cell, and need not wait for it

    text = text_shown(cell.value, cell.number_format)
    if text.strip() != cell.value.strip():
        found = f"“{visible_text(text)}”" if text.strip() else "nothing"
        stored = f"“{visible_text(cell.value)}”"
        yield spot(words, found=found, expected="what is stored", stored=stored, code=visible_text(cell.number_format))
