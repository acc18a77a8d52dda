"""Where a long explanation is known when a sheet is laid, its row shows all of it, as far as Excel lets a row grow."""

import pytest
from found_example import as_book as found_as_book
from found_example import finding

from pmr_xl.analysis.changes import Change, Changes
from pmr_xl.forms.paper.fitting import TALLEST, height_of
from pmr_xl.forms.review_copy import changes_sheet, findings_sheet
from pmr_xl.forms.review_copy.answer_reader import read_states
from pmr_xl.model.book.places import CellRef

LONG = "Two snowstorms closed 3 of 5 stations for a week, and 14 crews were lent to Sanitation. " * 6


def _changes(text):
    change = Change(CellRef("Submission", 9, 14), "changed", "dox-tons", "Tons", "Explanation", text, "short")
    return changes_sheet.lay(Changes((change,), 0), "Changes", "v1.xlsx", "v2.xlsx").pages[0]


def _findings(text):
    page = findings_sheet.lay([finding()])
    answers = read_states(found_as_book(page, {("Your answer", 1): text, ("State", 1): "explained"}))
    return findings_sheet.lay([finding()], answers=answers)


@pytest.mark.parametrize("lay", [_changes, _findings])
def test_a_long_explanation_is_shown_whole(lay):
    page = lay(LONG)
    (row, column), put = next((at, put) for at, put in page.cells.items() if put.content in (LONG, LONG.strip()))
    assert put.style.wrap
    assert height_of(put, page.widths[column]) <= page.heights[row] <= TALLEST


@pytest.mark.parametrize("lay", [_changes, _findings])
def test_no_row_is_taller_than_excel_lets_it_be(lay):
    assert max(lay(LONG * 10).heights.values()) == TALLEST
