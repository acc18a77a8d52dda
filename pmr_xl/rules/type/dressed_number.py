"""A number that is text because of what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.rules.subjects import TextFigure
from pmr_xl.rules.type._text import Kind, repair_of, text_of


@rule(
    "TYP-011",
    Severity.ERROR,
    "{where} holds {found}: what stands around the number makes it text.",
    fix="Type {repaired} and nothing else; the cell’s format adds signs and commas.",
)
def dressed_number(typed: TextFigure) -> Iterator[Spot]:
    """A number with invisible characters, a currency sign or accounting brackets, so that it is text."""
    reading = text_of(typed)
    if reading.kind is Kind.DRESSED:
        why = "only signs and blanks around the number go; the number stays"
        yield spot(typed, expected="a number", repair=repair_of(typed, reading, why))
