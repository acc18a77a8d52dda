"""Whatever stands in a cell, the rules judge it, and say the same when asked again."""

import pytest
import stories
from hypothesis import given, settings
from hypothesis import strategies as st

from pmr_xl.model.book.cell import Cell, CellError

ROWS, COLUMNS = range(7, 23), range(1, 18)
VALUES = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(-10, 1e7),
    st.text(max_size=30),
    st.sampled_from(["NA", "*", "↑", "n/a", " 1,234 ", "(5)", "1:60", "0:10:17", "$", "%", "-", "−5", "1e400", "٣"]),
    st.booleans(),
    st.sampled_from(list(CellError)),
    st.none(),
)
FORMATS = st.sampled_from(["General", "0.0%", "[m]:ss", "[h]:mm", "yyyy-mm-dd", "#,##0", "@", '0"%"'])
CELLS = st.builds(
    lambda place, value, formula, look: Cell(*place, value, formula, look),
    st.tuples(st.sampled_from(ROWS), st.sampled_from(COLUMNS)),
    VALUES,
    st.one_of(st.none(), st.sampled_from(["A1+1", "[1]Sheet!A1", ""])),
    FORMATS,
)


FORMS = st.sampled_from(((), ((("Month", "edition"), ("", "CPR-FY26-M05")),)))  # the annual form, the monthly one


@settings(max_examples=160, deadline=None)
@given(FORMS, st.lists(CELLS, min_size=1, max_size=12))
def test_no_content_stops_the_rules(form, cells):
    book, past, chapter, _ = stories.told(form)
    book.sheet("Submission").cells.update({(cell.row, cell.column): cell for cell in cells})
    found = stories.judged(book, past, chapter)
    assert found == stories.judged(book, past, chapter)
    for finding in found:
        assert finding.message
        assert finding.remedy
        assert finding.as_dict()["rule"] == finding.rule


@pytest.mark.parametrize("form", [(), ((("Month", "edition"), ("", "CPR-FY26-M05")),)], ids=["year", "month"])
@pytest.mark.parametrize("value", [1e308, -1e308, 5e-324, 0.0, 1e15 + 0.3])
def test_the_ends_of_the_number_line(value, form):
    book, past, chapter, _ = stories.told(form)
    for row in ROWS:
        for column in (10, 11) if form else (10,):
            book.sheet("Submission").cells[row, column] = Cell(row, column, value)
    assert stories.judged(book, past, chapter)
