"""A book drawn as Markdown is the same book when read back."""

import pytest
from drawn_book import parse_book, parse_value, write_book, write_value
from hypothesis import given
from hypothesis import strategies as st

from pmr_xl.model.book.cell import Cell, CellError, Cells
from pmr_xl.model.book.sheet import Book, Sheet

values = st.one_of(
    st.floats(-1e300, 1e300).map(lambda x: float(format(x, ".15g"))),
    st.booleans(),
    st.sampled_from(CellError),
    st.text(st.characters(blacklist_categories=["Cs"], max_codepoint=0xFFFF), min_size=1),
)


@given(st.dictionaries(st.tuples(st.integers(1, 30), st.integers(1, 12)), values, max_size=8))
def test_written_and_read_back(cells):
    sheet = Sheet("Submission", Cells({place: Cell(*place, value) for place, value in cells.items()}))
    assert parse_book(write_book(Book("a.xlsx", (sheet,)))).sheets[0].cells == sheet.cells


@pytest.mark.parametrize("text", ["C:\\new", "a\\|b", "\\u0041", "\\", "a|b", "two\nlines", "\\\\"])
def test_a_backslash_is_a_backslash(text):
    assert parse_value(write_value(text)) == text


def test_a_drawn_sheet():
    book = parse_book(
        """
## Submission
|   | A        | J              |
| - | -------- | -------------- |
| 7 | doe-math | ' 1,234 '      |
| 8 | FY26     | =J7*2 → 2469   |
| 9 | #N/A     | =J7 → nothing  |
| 10| TRUE     | 0.632 {0.0%}   |
"""
    )
    sheet = book.sheet("submission")
    assert sheet.value("J7") == " 1,234 "
    assert sheet.at(8, 10) == Cell(8, 10, 2469.0, "J7*2")
    assert sheet.at(9, 10).without_result
    assert sheet.value("A9") is CellError.NA
    assert sheet.value("A10") is True
    assert sheet.at(10, 10).number_format == "0.0%"
