"""A text where a figure belongs is read as the number that its author sees there, or as words; never as another one."""

from __future__ import annotations

from decimal import Decimal

import pytest
import stories
from hypothesis import example, given
from hypothesis import strategies as st

from pmr_xl.model.book.cell import Cell
from pmr_xl.model.measure import Measure, Unit
from pmr_xl.rules.type._text import TextKind, read

NUMBER, PERCENT = Measure(Unit.NUMBER), Measure(Unit.PERCENT, 1)


@pytest.mark.parametrize(
    "text",
    ["3750²", "1,234¹", "1234①", "45 ³", "12½", "2⁵", "₂34", "𝟏𝟐", "3750\n1200", "1200\t1300", "5\r\n7", "8\u20289",
     "8\u20299", "$\n5", "1\u00a02", "3750 120", "3750\u2009120", "12\u20281,000"],
)  # fmt: skip
def test_a_number_with_more_than_signs_around_it_is_words(text):
    assert read(text, NUMBER).kind is TextKind.WORDS
    assert read(f"{text}%", PERCENT).kind is TextKind.WORDS


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("\u00a0290\u202f", 290),
        ("290\r\n", 290),
        ("\t290\u2029", 290),
        ("\u221217", -17),
        ("１，２３４", 1234),
        ("98\u200b76", 9876),
        ("80\u202f115", 80115),
        ("1 234 567", 1234567),
        ("(1,250)", -1250),
        ("$ 1’250", 1250),
    ],
)
def test_signs_around_a_number_leave_it_the_same_number(text, figure):
    reading = read(text, NUMBER)
    assert (reading.kind, reading.figure) == (TextKind.DRESSED, figure)


BLANKS = " \t\n\u00a0\u2028\u200b"


@given(st.text("0123456789.,-()$% \t\n\u00a0\u2028\u200b²①５−'’", max_size=12))
@example("(1,250)")  # whatever is drawn, one text is a number
def test_a_repair_never_has_other_digits_than_the_text(text):
    figure = read(text, NUMBER).figure
    seen = "".join(sign for sign in text if sign.isdigit()).replace("５", "5")
    assert figure is None or Decimal(seen) == abs(figure).scaleb(max(-figure.as_tuple().exponent, 0))
    assert figure is None or not set(text.strip(BLANKS)) & {"²", "①", "\n", "\t", "\u2028"}


@pytest.mark.parametrize("text", ["1" * 400, "$" + "9" * 400, "9" * 5000 + ":30", "9" * 5000 + ":30:00"])
def test_a_number_of_hundreds_of_digits_stops_no_rule(text):
    for row in range(7, 23):
        book, past, chapter, _ = stories.told(())
        book.sheet("Submission").cells[row, 10] = Cell(row, 10, text)
        assert f"Submission!J{row}" in {found.place for found in stories.judged(book, past, chapter)}
