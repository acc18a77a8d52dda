"""Texts that a cell does not hold, or a row does not show, are told; openpyxl would cut them off by itself."""

import pytest
from typed_form import Sheet, TypedForm

from pmr_xl.forms.paper.fitting import TALLEST, height_of
from pmr_xl.forms.paper.pages import Put
from pmr_xl.forms.variance_sheet.cells import WORDS
from pmr_xl.rules.narrative.longer_than_a_row import SHOWN

SAID = "257 after 101 in FY25 because twelve crews of five were added in May 2026. "


@pytest.fixture(scope="module")
def told(made, tmp_path_factory) -> TypedForm:
    return TypedForm(made, tmp_path_factory.mktemp("long"))


def of_length(length: int, sheet: str = "Submission", cell: str = "P4"):
    def change(form: Sheet) -> None:
        typed = form.book[sheet][cell]
        typed.value = "x"
        typed._value = (SAID * (length // len(SAID) + 1))[:length]  # as a program writes it that has no limit

    return change


@pytest.mark.parametrize(("length", "rules"), [(900, []), (32_767, []), (32_768, ["TYP-023"]), (40_000, ["TYP-023"])])
def test_a_text_longer_than_a_cell_is_an_error(told, length, rules):
    found = told(of_length(length))
    assert [one["rule"] for one in found] == rules
    for one in found:
        assert one["cell"] == "P4"
        assert f"has {length:,} characters; a cell of Excel holds 32,767" in one["message"]
        assert one["remedy"]


def test_so_it_is_on_the_sheet_of_restatements(told):
    def change(form: Sheet) -> None:
        page = form.book["Restatements"]
        page["A7"], page["C7"], page["E7"], page["F7"] = form.page["A5"].value, "FY25", 126_300, "Late data"
        of_length(40_000, "Restatements", "G7")(form)

    assert [(one["rule"], one["sheet"], one["cell"]) for one in told(change)] == [("TYP-023", "Restatements", "G7")]


def test_what_a_row_shows_is_what_the_rule_says():
    """On the variance sheet, whose column of explanations is 30 characters wide."""
    assert height_of(Put((SAID * 40)[:SHOWN], WORDS), 30) <= TALLEST
    assert height_of(Put((SAID * 40)[: SHOWN * 5 // 4], WORDS), 30) > TALLEST


def test_one_longer_than_a_row_is_to_be_known(told):
    assert "NAR-005" not in {one["rule"] for one in told(of_length(SHOWN), known=True)}
    (message,) = [one["message"] for one in told(of_length(1_500), known=True) if one["rule"] == "NAR-005"]
    assert "(Submission!P4) has 1,500 characters; a row shows and prints about the first 1,200" in message
