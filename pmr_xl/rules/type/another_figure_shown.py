"""A number format that shows another figure than the cell stores, or none."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity, drawn
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import OddFormatFigure


@rule(
    "TYP-017",
    Severity.ERROR,
    "{where} shows {found} and stores {stored}: the cell’s number format, {code}, {does}.",
    fix="Set the cell’s format to {format} (Home, Number, More Number Formats, Custom), and type the figure again.",
    yields_to=("TYP-012",),
)
def another_figure_shown(number: OddFormatFigure) -> Iterator[Spot]:
    """A cell that shows another figure than it stores, words in its place, or nothing."""
    cell, measure = number.cell, number.measure
    if cell is None or measure is None or not isinstance(cell.value, float):
        return
    from pmr_xl.rules.type._shown import otherwise  # most forms have no such cell, and need not wait for it

    text = otherwise(cell.value, cell.number_format, measure)
    if text is not None:
        digits = any(sign.isdigit() for sign in text)
        yield spot(
            number,
            found=f"“{drawn(text.strip())}”" if text.strip() else "nothing",
            expected=measure.show(number.figure),
            stored=f"{cell.value:,.15g}",
            code=drawn(cell.number_format),
            does="shows another figure" if digits else "puts words in its place" if text.strip() else "hides it",
            format=measure.number_format,
        )
