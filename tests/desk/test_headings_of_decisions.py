"""A variance sheet that comes back without a heading: told with its place, never taken as if nothing were missing."""

import openpyxl
import pytest
from handed_in import HandedIn

from pmr_xl.forms.variance_sheet.decisions.columns import HIDDEN

NAME = "dsny-lots-cleaned-citywide"


@pytest.fixture
def sheet(made, tmp_path) -> HandedIn:
    return HandedIn(made, tmp_path)


def without(sheet: HandedIn, heading: str) -> str:
    """The heading's cell, emptied."""
    book = openpyxl.load_workbook(sheet.path)
    page = book["Review"]
    top = next(row for row in page.iter_rows() if row[0].value == "Id")
    (cell,) = [cell for cell in top if cell.value == heading]
    cell.value = None
    book.save(sheet.path)
    return f"Review!{cell.coordinate}"


@pytest.mark.parametrize("heading", ["New target", "Note", "Name", "Date"])
def test_a_lost_heading_that_people_decide_under_is_told_and_nothing_taken(sheet, heading):
    sheet.type(NAME, Decision="Adjust target", New_target=400, Note="As agreed in the meeting.", Name="Ana Diaz")
    place = without(sheet, heading)
    for command in (["decide", sheet.path], ["review", sheet.form, "--into", sheet.path.parent]):
        told = sheet.ask(*command, leaves=2)
        assert f"{place}: the heading “{heading}” is missing" in told
        assert "Write the heading there again" in told
    assert sheet.decided() == {}


def test_where_the_decisions_lost_their_heading_no_other_column_is_taken_for_it(sheet):
    sheet.type(NAME, Decision="Return", Note="As agreed in the meeting.")
    without(sheet, "Decision")
    for command in (["decide", sheet.path], ["review", sheet.form, "--into", sheet.path.parent]):
        told = sheet.ask(*command, leaves=2)
        assert "no sheet “Review” with the headings Id and Decision" in told
        assert "Why it is here" not in told


@pytest.mark.parametrize("heading", [HIDDEN[0], HIDDEN[1], HIDDEN[-1]])
def test_a_lost_heading_behind_the_table_is_left_out_and_told(sheet, heading):
    sheet.type(NAME, Decision="Hold", Note="As agreed in the meeting.")
    without(sheet, heading)
    told = sheet.ask("decide", sheet.path, leaves=4)
    assert f"the heading “{heading}” is missing; what stood under it is not read. Unhide the columns" in told
    assert sheet.decided() == {NAME: "Hold"}


def test_put_back_the_sheet_is_taken(sheet):
    sheet.type(NAME, Decision="Hold", Note="As agreed in the meeting.")
    place = without(sheet, "Note")
    sheet.ask("decide", sheet.path, leaves=2)
    book = openpyxl.load_workbook(sheet.path)
    book["Review"][place.partition("!")[2]].value = "Note"
    book.save(sheet.path)
    assert "1 decision, 1 new to the record" in sheet.ask("decide", sheet.path)
