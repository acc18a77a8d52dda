"""A number typed as text."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.rules.subjects import TextFigure
from pmr_xl.rules.type._text import Kind, repair_of, text_of


@rule(
    "TYP-001",
    Severity.ERROR,
    "{where} holds the text {found}; a number is needed.",
    fix="Type {repaired}{as_what}; if Excel keeps it as text, set the cell’s format back to a number first.",
)
def text_number(typed: TextFigure) -> Iterator[Spot]:
    """A number typed as text."""
    reading = text_of(typed)
    if reading.kind is Kind.NUMBER:
        clock = typed.measure is not None and typed.measure.unit.is_duration
        yield spot(
            typed,
            expected="a number",
            repair=repair_of(typed, reading, "the same figure, as a number"),
            as_what="" if clock else " as a number",
        )
