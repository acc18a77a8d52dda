"""Everything without a question is approved in one cell, and that is taken back in the same cell."""

from __future__ import annotations

from collections import Counter

import openpyxl
import pytest
from handed_in import HandedIn

pytestmark = [pytest.mark.filterwarnings("ignore:Sparkline:UserWarning"), pytest.mark.both_engines]
REST = "*"


@pytest.fixture
def sheet(made, tmp_path):
    return HandedIn(made, tmp_path)


def rest_of(sheet) -> list[str]:
    return [name for name, row in sheet.rows().items() if row["Without a question"] == "1"]


def test_the_rest_stands_folded_under_one_cell(sheet):
    rows = sheet.rows()
    rest = rest_of(sheet)
    assert len(rest) > 40
    assert all(rows[name]["folded"] for name in rest)
    assert not any(row["folded"] for name, row in rows.items() if name not in rest)
    assert list(rows).index(REST) == len(rows) - len(rest) - 1


def test_one_cell_approves_all_that_has_no_decision_of_its_own_and_takes_it_back(sheet):
    first, second, *others = rest_of(sheet)
    sheet.type(REST, Decision="Approve", Name="ana")
    sheet.type(first, Decision="Hold", Note="ask the garage", Name="ben")
    told = sheet.ask("decide", sheet.path)
    assert f"{len(others) + 2} decisions, {len(others) + 2} new to the record" in told
    assert sheet.decided() == {first: "Hold", second: "Approve", **dict.fromkeys(others, "Approve")}
    assert " 0 new to the record" in sheet.ask("decide", sheet.path), "handed in again it changes nothing"

    sheet.review()
    rows = sheet.rows()
    assert (rows[REST]["Decision"], rows[REST]["Name"]) == ("Approve", "ana")
    assert rows[first]["Decision"] == "Hold"
    assert not rows[first]["folded"], "what is held needs an eye"
    assert not any(rows[name]["Decision"] for name in others), "the one cell speaks for them"
    sheet.type(second, Decision="Return", Note="which year?", Name="ben")
    assert " 1 new to the record" in sheet.ask("decide", sheet.path)

    sheet.review()
    assert sheet.rows()[REST]["Decision"] == "Approve"
    sheet.type(REST, Decision="Withdraw", Note="too soon", Name="ana")
    told = sheet.ask("decide", sheet.path)
    assert f", {len(others)} withdrawn\n" in told
    assert told.count(f"{len(others)} rows from Review!O") == 2, "one sentence for all of them, one for the name"
    assert "Approve by ana of " in told
    assert sheet.decided() == {first: "Hold", second: "Return"}
    sheet.review()
    assert sheet.rows()[REST]["Decision"] is None


def test_emptying_the_cell_takes_back_what_was_approved_in_it(sheet):
    rest = rest_of(sheet)
    sheet.type(REST, Decision="Approve")
    sheet.ask("decide", sheet.path)
    sheet.review()
    sheet.type(REST, Decision=None, Name=None, Date=None)
    sheet.ask("decide", sheet.path)
    assert len(rest) > 40
    assert sheet.decided() == {}


def test_a_row_that_is_not_understood_is_not_approved_with_the_rest(sheet):
    first, *others = rest_of(sheet)
    sheet.type(first, Decision="Aprove")
    sheet.type(REST, Decision="Approve")
    told = sheet.ask("decide", sheet.path, leaves=4)
    assert "“Aprove” is not a decision" in told
    assert sheet.decided() == dict.fromkeys(others, "Approve")


def test_only_approve_and_withdraw_can_be_said_of_all(sheet):
    sheet.type(REST, Decision="Return", Note="all of it")
    told = sheet.ask("decide", sheet.path, leaves=4)
    assert "“Return” cannot be decided for all rows at once." in told
    assert sheet.decided() == {}


def test_a_row_approved_with_the_rest_is_open_again_where_its_figure_changes(sheet):
    rest = rest_of(sheet)
    sheet.type(REST, Decision="Approve", Name="ana")
    sheet.ask("decide", sheet.path)
    book = openpyxl.load_workbook(sheet.form)
    page = book["Submission"]
    name = next(one for one in rest if sheet.rows()[one]["FY26"] not in (None, "NA"))
    row = next(number for number in range(1, page.max_row + 1) if page.cell(number, 1).value == name)
    top = next(line for line in page.iter_rows() if line[0].value == "Id")
    column = next(
        cell.column for cell in top if cell.value and "FY26" in str(cell.value) and "arget" not in str(cell.value)
    )
    page.cell(row, column).value = float(page.cell(row, column).value) * 1.01
    sheet.form = sheet.form.with_name("PMR_DSNY_MMR_FY26_v2.xlsx")
    book.save(sheet.form)
    sheet.path = sheet.path.with_name("PMR_DSNY_MMR_FY26_v2_variances.xlsx")
    sheet.review()
    rows = sheet.rows()
    assert str(rows[name]["Why it is here"]).startswith("↺ Approve by ana, on another figure (version 1)")
    assert Counter(row["Decision"] for row in rows.values())["Approve"] == 1, "the one cell stands for the others"
