"""Words where a figure belongs."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.rules.subjects import TextFigure
from pmr_xl.rules.type._text import Kind, has_decimal_comma, has_footnote, text_of


@rule(
    "TYP-003",
    Severity.ERROR,
    "{where} holds {found}; {a_figure} is needed{hint}, such as {example}.",
    fix="Type the figure alone, and put remarks under Explanation.",
)
def words_for_number(typed: TextFigure) -> Iterator[Spot]:
    """Words, a footnote mark or a decimal comma where a figure belongs."""
    if typed.text and text_of(typed).kind is Kind.WORDS:  # a formula that gives nothing is no word
        hint = ", without a footnote mark" if has_footnote(typed) else ""
        hint = ", with a point before the decimals" if has_decimal_comma(typed) else hint
        yield spot(typed, expected="a figure", hint=hint)
