"""Cells by row and column behave as a dictionary does; a stored formula as its text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmr_xl.model.book.cell import Cell, Cells, StoredFormula, spelled_out
from pmr_xl.model.book.places import Range, a1, ranges
from pmr_xl.model.book.sheet import DataValidation

PLACES = st.tuples(st.integers(1, 5), st.integers(1, 5))
STEPS = st.lists(st.tuples(st.sampled_from(["put", "pop", "look"]), PLACES, st.integers(0, 9)), max_size=30)


@given(STEPS)
def test_cells_are_a_dictionary(steps):
    ours, theirs = Cells(), {}
    for step, place, value in steps:
        cell = Cell(*place, float(value))
        if step == "put":
            ours[place] = theirs[place] = cell
        elif step == "pop":
            assert ours.pop(place, None) == theirs.pop(place, None)
        assert ours.get(place) == theirs.get(place) == ours.at(*place)
        assert (place in ours) is (place in theirs)
    assert ours == theirs == Cells(theirs)
    assert len(ours) == len(theirs)
    assert set(ours) == set(theirs)
    assert all(cells for cells in ours.rows.values())  # no row is kept that holds nothing
    added = {(9, 9): Cell(9, 9, 1.0)}
    assert ours | added == theirs | added
    assert (9, 9) not in ours


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_a_stored_formula_is_its_text(text):
    stored = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").encode()
    assert spelled_out(stored) == text
    formula = StoredFormula(stored)
    assert formula == text
    assert text == formula
    assert str(formula) == text
    assert hash(formula) == hash(text)
    assert formula != text + "x"
    assert StoredFormula(text.replace("&", "&amp;").replace("<", "&lt;").encode()) == formula
    assert f"{formula}" == text


def test_areas():
    assert [Range.parse(text) for text in ("B2", "$B$2:D9", "D9:B2", "3:4", "B:C")] == [
        Range(2, 2, 2, 2), Range(2, 2, 9, 4), Range(2, 2, 9, 4), Range(3, 1, 4, 16_384), Range(1, 2, 1_048_576, 3),
    ]  # fmt: skip
    assert ranges("B2:B9 nothing D2 XFE1 A0 ÄÄ 0:3") == (Range(2, 2, 9, 2), Range(2, 4, 2, 4))
    assert DataValidation("B2:B9 D2", "list").ranges == (Range(2, 2, 9, 2), Range(2, 4, 2, 4))


@pytest.mark.parametrize("text", ["nonsense", "", ":", "A1:", "A1048577", "XFE1", "0:3", "A:XFE", "Ä:Ö", "1:1048577"])
def test_what_is_no_area(text):
    with pytest.raises(ValueError, match=r"“.*” is no"):
        Range.parse(text)


@given(PLACES)
def test_one_cell_is_an_area(place):
    assert Range.parse(a1(*place)) == Range(*place, *place)
