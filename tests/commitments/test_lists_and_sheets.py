"""Lists of others and sheets of agencies taken in: audit recommendations, plans, what agencies fill."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest
from page_fit import LEAST_TYPE, SCREEN, pixels, type_in_print
from years_played import Years

from pmr_xl.desk.commitments.listing import commitments
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.commitments.sheet import lay

pytestmark = pytest.mark.both_engines

DAY = date(2026, 11, 30)
AUDIT = """Recommendations of the auditors as of 2026-06-30,,,,,,
Audit Number,Rec #,Recommendation,Responsible Agency,Target Date,Implementation Status,Auditor
2024-N-3,1,"Reconcile lots cleaned, monthly, with work orders",DSNY,"June 30, 2026",Partially implemented,X
2024-N-3,2,Publish the method of counting,Department of Sanitation,12/31/2026,Not implemented,X
2024-N-3,3,Train supervisors,DSNY,2025-12-31,Implemented,X
2024-N-3,4,Hire two auditors,DSNY,soon,Rejected,X
2024-N-3,5,Ask others,DXNY,2026-12-31,Not implemented,X
2024-N-3,6,Look again,DSNY,2026-12-31,Strange,X
"""
PLAN = """Goal,Initiative,Commitment,Lead agency,Timeline,Status
Safe streets,Crossings,Paint 100 crossings,"DPR, DSNY",FY27,In progress
Safe streets,Crossings,Tell schools,LPC,Spring 2027,
Safe streets,Lights,,DPR,2027,
"""


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setattr(Desk, "today", property(lambda _desk: DAY))
    return Years(tmp_path / "office", only=("DSNY", "DPR", "LPC"))


def rows(office, *asked):
    told = office.run("commitment", "list", "--done", "--csv", "-", *asked, leaves=None)
    return {row["code"]: row for row in csv.DictReader(io.StringIO(told))}


def brought(tmp_path, text, name="list.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_audit_list_comes_in_with_its_columns_found_and_what_is_left_out_is_told(office, tmp_path):
    path = brought(tmp_path, AUDIT)
    told = office.run("commitment", "import", path, "--dry-run", leaves=4)
    assert "nothing was changed" in told
    assert rows(office) == {}
    told = office.run("commitment", "import", path, leaves=4)
    assert (
        "read Recommendation as what, Audit Number as audit, Rec # as reference, Responsible Agency as agency" in told
    )
    assert "Not read: Auditor" in told
    assert "row 6: taken without a day. “soon” names no day." in told
    assert "row 7: There is no agency “DXNY”. " in told
    assert "row 8: “Strange” is no status." in told
    assert "✓ 4 new, 0 changed, 0 as they were." in told
    found = rows(office)
    assert [(one["reference"], one["stated_status"], one["due"]) for one in found.values()] == [
        ("2024-N-3, 1", "partly implemented", "2026-06-30"),
        ("2024-N-3, 2", "open", "2026-12-31"),
        ("2024-N-3, 3", "implemented", "2025-12-31"),
        ("2024-N-3, 4", "not accepted", ""),
    ]
    assert {one["kind"] for one in found.values()} == {"audit recommendation"}
    assert {one["agency"] for one in found.values()} == {"DSNY"}
    office.run("commitment", "import", path, leaves=4)
    assert rows(office) == found, "again, nothing changes"


def test_what_changed_in_the_list_is_a_step_and_what_the_office_knows_better_stays(office, tmp_path):
    office.run("commitment", "import", brought(tmp_path, AUDIT), leaves=4)
    office.run("commitment", "update", "C-1", "--due", "2027-01-31", "--why", "agreed with the auditors")
    newer = AUDIT.replace("12/31/2026,Not implemented", "12/31/2026,Implemented").replace("Hire two", "Hire three")
    told = office.run("commitment", "import", brought(tmp_path, newer, "later.csv"), leaves=4)
    assert "C-0002 (DSNY): Publish the method of counting; due December 31, 2026; ✓ implemented" in told
    assert "▲ C-0001, due: the list says 2026-06-30, the record has 2027-01-31 since." in told
    assert "✓ 0 new, 2 changed, 2 as they were." in told
    found = rows(office)
    assert (found["C-0001"]["due"], found["C-0002"]["evidence"]) == ("2027-01-31", "as later.csv says")
    assert found["C-0004"]["what"] == "Hire three auditors", "known by its number"


def test_a_workbook_with_headings_of_its_own_is_read_by_the_columns_that_are_named(office, tmp_path):
    book = openpyxl.Workbook()
    for row in (("List",), ("Nr", "Befund", "Termin"), (1, "Count twice", datetime(2027, 3, 1)), (2, "Tell us", None)):  # noqa: DTZ001 - a cell's
        book.active.append(row)
    book.save(path := tmp_path / "list.xlsx")
    assert "no sheet with a row of headings" in office.run("commitment", "import", path, leaves=2)
    told = office.run(
        *("commitment", "import", path, "--column", "what=Befund", "--column", "due=Termin", "--agency", "lpc"),
        *("--kind", "corrective action"),
    )
    assert "Not read: Nr" in told
    assert [(one["what"], one["due"], one["agency"], one["kind"]) for one in rows(office).values()] == [
        ("Count twice", "2027-03-01", "LPC", "corrective action"),
        ("Tell us", "", "LPC", "corrective action"),
    ]
    assert "FIELD=HEADING" in office.run("commitment", "import", path, "--column", "Befund", leaves=None)


def test_a_plan_comes_in_as_goals_initiatives_and_what_stands_under_them_across_agencies(office, tmp_path):
    path = brought(tmp_path, PLAN)
    office.run("commitment", "import", path)
    found = dict(sorted(rows(office).items()))
    assert [(one["what"], one["kind"], one["parent"], one["agency"], one["partners"]) for one in found.values()] == [
        ("Safe streets", "goal", "", "", ""),
        ("Crossings", "initiative", "C-0001", "", ""),
        ("Paint 100 crossings", "commitment", "C-0002", "DPR", "DSNY"),
        ("Tell schools", "commitment", "C-0002", "LPC", ""),
        ("Lights", "initiative", "C-0001", "DPR", ""),
    ]
    days = {one["what"]: one["due"] for one in found.values()}
    assert (days["Paint 100 crossings"], days["Tell schools"], days["Lights"]) == (
        *("2027-06-30", "2027-06-30", "2027-12-31"),
    )
    whole = {one["what"]: (one["parts"], one["parts_done"]) for one in found.values()}
    assert whole["Safe streets"] == ("2", "0")
    code = next(one["code"] for one in found.values() if one["what"] == "Crossings")
    assert sorted(one["what"] for one in rows(office, "--under", code).values()) == [
        *("Crossings", "Paint 100 crossings", "Tell schools"),
    ]
    assert {one["what"] for one in rows(office, "DSNY").values()} == {"Paint 100 crossings"}
    office.run("commitment", "import", path)
    assert rows(office) == found


@pytest.fixture
def sheet(office, tmp_path):
    office.run("commitment", "import", brought(tmp_path, AUDIT), leaves=4)
    office.run("commitment", "sheet", "DSNY")
    return office.folder / "outbox" / "PMR_DSNY_commitments.xlsx"


def typed(path, **cells):
    """Fill cells, each named by code (or n1, n2 … for a new row) and heading: ``C_0001__Due``."""
    book = openpyxl.load_workbook(path)
    page = book["Commitments"]
    at = {cell.value: cell.column for cell in page[6]}
    keys = {}
    for row in range(7, page.max_row + 1):
        new = page.cell(row, at["New row"]).value
        keys[page.cell(row, at["Code"]).value or f"n{new}"] = row
    for name, content in cells.items():
        key, _, heading = name.partition("__")
        page.cell(keys[key.replace("_", "-")], at[heading.replace("_", " ")]).value = content
    book.save(path)


def test_a_sheet_is_filled_read_back_and_merged_with_what_changed_meanwhile(office, sheet):
    book = openpyxl.load_workbook(sheet)
    book["Commitments"]["C4"] = "Jo Doe"
    book.save(sheet)
    typed(
        sheet, C_0001__Due=datetime(2027, 1, 31), C_0001__Note="the contract is late", C_0001__Owner="Unit 1",  # noqa: DTZ001 - a cell's
        C_0002__Status="implemented", n1__What_is_to_be_done="Publish a map", n1__Due="2027-02-01", n2__Note="?",
    )  # fmt: skip
    office.run("commitment", "update", "C-1", "--owner", "Unit 2", "--by", "Ben Ortiz")
    told = office.run("commitment", "read", sheet, leaves=4)
    assert "new  C-0005 (DSNY): Publish a map; due February 1, 2027; ○ open" in told
    assert "Due: 2026-06-30 → 2027-01-31" in told
    assert "C-0001, Owner: the sheet says Unit 1, the record Unit 2 (by Ben Ortiz on " in told
    assert "Not taken: Commitments!A8: What is implemented is shown by something." in told
    assert "Not taken: Commitments!A10: A commitment says what is to be done." in told
    assert "1 new, 1 changed, 0 as they were" in told
    found = rows(office)
    assert (found["C-0001"]["due"], found["C-0001"]["owner"]) == ("2027-01-31", "Unit 2")
    assert (found["C-0001"]["last_by"], found["C-0001"]["last_why"]) == ("Jo Doe", "the contract is late")
    assert "0 new, 0 changed, 2 as they were" in office.run("commitment", "read", sheet, leaves=4), "again, nothing"
    assert rows(office) == found
    typed(sheet, n1__Status="partly implemented", n1__Evidence="a draft")
    assert "0 new, 1 changed" in office.run("commitment", "read", sheet, leaves=4)
    assert rows(office)["C-0005"]["stated_status"] == "partly implemented"


def test_a_sheet_that_somebody_filled_is_not_made_anew_before_it_is_taken_in(office, sheet):
    office.run("commitment", "sheet", "DSNY")  # nothing was filled
    for cells in ({"C_0001__Due": "2027-01-31"}, {"n1__What_is_to_be_done": "Publish a map"}, {"C_0001__Due": "soon"}):
        typed(sheet, **cells)
        before = sheet.read_bytes()
        told = office.run("commitment", "sheet", "DSNY", "DPR", leaves=2)
        assert "PMR_DSNY_commitments.xlsx says what the record does not have, in 1 row; nothing was written." in told
        assert sheet.read_bytes() == before
        assert not (sheet.parent / "PMR_DPR_commitments.xlsx").exists()
        typed(sheet, C_0001__Due="2027-03-01")  # what cannot be understood is corrected
        office.run("commitment", "read", sheet)
        office.run("commitment", "sheet", "DSNY")
    assert rows(office)["C-0001"]["due"] == "2027-03-01"


def test_a_sheet_is_protected_has_its_lists_and_fits_screen_and_page(office, sheet):
    told = commitments(Desk(office.folder), ["DSNY"])
    page = lay("DSNY", "Department of Sanitation", told.rows, told.names, DAY, "x").pages[0]
    assert pixels(page) <= SCREEN
    assert type_in_print(page) >= LEAST_TYPE
    book = openpyxl.load_workbook(sheet)
    there = book["Commitments"]
    assert there.protection.sheet
    assert not there.protection.password
    lists = [one.formula1 for one in there.data_validations.dataValidation if one.type == "list"]
    assert lists == ['"open,partly implemented,implemented,not accepted,closed"']
    assert there["A7"].protection.locked
    assert not there.cell(7, 5).protection.locked


def test_a_sheet_of_commitments_is_no_submission_and_others_are_none_of_commitments(office, sheet):
    inbox = office.folder / "inbox" / sheet.name
    inbox.write_bytes(sheet.read_bytes())
    told = office.run("board", "--edition", "MMR-FY26")
    assert sheet.name not in told
    assert "is a sheet of commitments: skipped. “pmr commitment read” takes it in." in office.run(
        "validate", inbox, sheet, leaves=None
    )
    office.history()
    assert "is no sheet of commitments" in office.run("commitment", "read", office.form("LPC"), leaves=2)


def test_words_that_look_like_formulas_stay_words(office):
    said = '=HYPERLINK("http://x.example","ask")'
    office.run("commitment", "add", said, "--agency", "DSNY", "--evidence", "+1 204, see =A1", "--owner", "-Unit 4")
    assert rows(office)["C-0001"]["what"].lstrip("'\t ") == said
    office.run("commitment", "sheet", "DSNY")
    path = office.folder / "outbox" / "PMR_DSNY_commitments.xlsx"
    page = openpyxl.load_workbook(path)["Commitments"]
    assert [(cell.data_type, cell.value) for cell in page[7] if cell.column in (3, 6, 8)] == [
        ("s", said), ("s", "-Unit 4"), ("s", "+1 204, see =A1"),
    ]  # fmt: skip
    assert "0 new, 0 changed, 1 as they were" in office.run("commitment", "read", path)
