"""What is typed on a variance sheet is looked at by its kind: what cannot be understood is listed, and not stored."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from handed_in import HandedIn

from pmr_xl.desk.desk import Desk

pytestmark = [pytest.mark.filterwarnings("ignore:Sparkline:UserWarning"), pytest.mark.both_engines]


@pytest.fixture
def sheet(made, tmp_path, monkeypatch):
    monkeypatch.setattr(Desk, "today", property(lambda _desk: date(2026, 9, 18)))
    return HandedIn(made, tmp_path)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {"Note": "#NAME?"},
            "the error value #NAME?. Excel takes words that begin with =, + or - for a formula.",
        ),
        ({"Name": True}, "holds TRUE."),
        ({"Decision": "=A1"}, "holds a formula without a saved result."),
        ({"Date": "=TODAY()"}, "holds a formula without a saved result."),
        ({"Date": "2999-01-01"}, "nobody decided on 2999-01-01; days from 2020 to 2029 are taken."),
        ({"Date": "1899-12-25"}, "nobody decided on 1899-12-25"),
        ({"Date": "soon"}, "“soon” is not a day."),
        ({"Date": "Sept. 31, 2026"}, "“Sept. 31, 2026” is not a day."),
        ({"Date": "9/10/2026"}, "in “9/10/2026” either number can be the month."),
        ({"Id": "evil-id"}, "“evil-id” is no indicator of the agency that this sheet names."),
        ({"Id": "nypd-major-felony-crime"}, "is no indicator of the agency that this sheet names."),
        ({"FY26": 12345.0}, "was "),
    ],
)
def test_what_is_not_understood_is_listed_with_its_cell_and_the_rest_is_taken(sheet, cells, told):
    first, second = [name for name, row in sheet.rows().items() if row["FY26"] not in (None, "NA")][:2]
    sheet.type(second, Decision="Approve")
    sheet.type(first, **{"Decision": "Approve", **cells})
    said = sheet.ask("decide", sheet.path, leaves=4)
    assert "▲ Review!" in said
    assert told in said
    assert sheet.decided() == {second: "Approve"}


@pytest.mark.parametrize("day", ["Sept. 9, 2026", "9-Sep-26", "2026/09/09", "9/9/2026", "2026-09-09", date(2026, 9, 9)])
def test_a_day_is_understood_as_people_write_it(sheet, day):
    first = next(iter(sheet.rows()))
    sheet.type(first, Decision="Approve", Name="ana", Date=day)
    sheet.ask("decide", sheet.path)
    assert "2026-09-09" in sheet.ask("record", "show", first)


def test_whoever_decides_years_later_decides_on_that_day(sheet, monkeypatch):
    monkeypatch.setattr(Desk, "today", property(lambda _desk: date(2031, 3, 4)))
    first, second = list(sheet.rows())[:2]
    sheet.type(first, Decision="Approve", Name="ana", Date="2031-03-04")
    sheet.type(second, Decision="Approve", Name="ana", Date="2032-01-01")
    said = sheet.ask("decide", sheet.path, leaves=4)
    assert "nobody decided on 2032-01-01; days from 2020 to 2031 are taken." in said
    assert sheet.decided() == {first: "Approve"}
    assert "2031-03-04" in sheet.ask("record", "show", first)


def test_a_note_is_what_its_cell_shows(sheet):
    first = next(iter(sheet.rows()))
    sheet.type(first, Decision="Return", Name="ana", Note=date(2026, 9, 9))
    assert "2026-09-09" in sheet.ask("decide", sheet.path)


def test_a_renamed_sheet_is_read_and_a_copy_that_decides_otherwise_is_told(sheet):
    first, second = list(sheet.rows())[:2]
    sheet.type(first, Decision="Approve")
    book = openpyxl.load_workbook(sheet.path)
    copy = book.copy_worksheet(book["Review"])
    row = next(row for row in copy.iter_rows() if row[0].value == second)
    at = next(cell.column for row in copy.iter_rows() for cell in row if cell.value == "Decision")
    row[at - 1].value = "Return"
    book.save(sheet.path)
    told = sheet.ask("decide", sheet.path, leaves=4)
    assert "“Return” stands on a copy of “Review”, and is not read. Decide on “Review”, and delete the copy." in told
    assert sheet.decided() == {first: "Approve"}
    del book["Review"]
    book.save(sheet.path)
    told = sheet.ask("decide", sheet.path)
    assert "The sheet “Review Copy” was read as “Review”." in told
    assert sheet.decided() == {first: "Approve", second: "Return"}


def about(sheet, **facts):
    book = openpyxl.load_workbook(sheet.path)
    for row in book["About"].iter_rows():
        if row[0].value in facts:
            row[1].value = facts[row[0].value]
    book.save(sheet.path)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"Version": "-1"}, "“-1” is no version of a submission."),
        ({"Version": "1e5"}, "“1e5” is no version"),
        ({"Version": "9" * 400}, "is no version of a submission."),
        ({"Version": "2"}, "its submission is accepted as DSNY MMR Fiscal 2026, version 1."),
        ({"SHA-256": "abc"}, "“abc” is no SHA-256 of a submission."),
        ({"SHA-256": "a" * 64}, "The sheet is of another file than PMR_DSNY_MMR_FY26_v1.xlsx"),
        ({"Agency": "NYPD"}, "its submission is accepted as DSNY MMR Fiscal 2026, version 1."),
    ],
)
def test_a_sheet_of_another_submission_than_it_says_is_refused(sheet, facts, told):
    first = next(iter(sheet.rows()))
    sheet.type(first, Decision="Approve")
    about(sheet, **facts)
    done = sheet.refused("decide", sheet.path)
    assert told in done
    assert sheet.decided() == {}
