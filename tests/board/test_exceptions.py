"""The exceptions over all agencies: found, sorted, sent where they belong, decided in their workbook and read back."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from page_fit import LEAST_TYPE, SCREEN, pixels, type_in_print
from years_played import Years

import pmr_xl
from pmr_xl.api.columns import EXCEPTIONS
from pmr_xl.desk.board.exceptions import exceptions
from pmr_xl.desk.desk import Desk
from pmr_xl.model.attention.concerns import Concern
from pmr_xl.model.fiscal import Edition
from pmr_xl.words.board.exceptions import exceptions_paper

pytestmark = pytest.mark.both_engines

MMR = Edition.parse("MMR-FY26")


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """An office of three agencies, two of which have sent what the report printed."""
    office = Years.begun(tmp_path_factory.mktemp("exceptions") / "office", only=("DSNY", "DPR", "LPC"))
    office.form("DSNY")
    office.form("DPR")
    return office


@pytest.fixture
def office(played, tmp_path):
    return played.copy(tmp_path / "office")


def rows_of(office):
    return list(csv.DictReader(io.StringIO(office.run("exceptions", "--edition", "MMR-FY26", "--csv", "-"))))


def made(office):
    office.run("exceptions", "--edition", "MMR-FY26")
    return office.folder / "outbox" / "PMR_exceptions_MMR-FY26.xlsx"


def decided(sheet, decisions, who):
    book = openpyxl.load_workbook(sheet)
    page = book["Exceptions"]
    heads = {cell.value: cell.column for cell in page[6]}
    left = dict(decisions)
    for row in range(7, page.max_row + 1):
        word, note = left.pop(page.cell(row, heads["Id"]).value, ("", ""))
        if word:
            page.cell(row, heads["Decision"]).value = word
            page.cell(row, heads["Note"]).value = note
            page.cell(row, heads["Name"]).value = who
    assert not left
    book.save(sheet)


def test_what_matters_most_stands_first_and_goes_to_whom_the_office_says(office):
    told = office.run("exceptions", "--edition", "MMR-FY26")
    rows = rows_of(office)
    assert f"MMR Fiscal 2026: {len(rows)} of 126 rows of 2 agencies:" in told
    levels = [row["level"] for row in rows]
    assert levels == sorted(levels, key=["Senior staff", "Supervisor", "Analyst"].index)
    for row in rows:
        senior = row["critical_missed"] and (row["unexplained"] or row["missed_again"])
        assert (row["level"] == "Senior staff") == bool(senior)
    assert {row["agency"] for row in rows} == {"DSNY", "DPR"}
    settings = office.folder / "settings.yaml"
    text = settings.read_text(encoding="utf-8")
    mayor = "\nescalation:\n  - {to: Deputy mayor, when: [declined]}\n"
    settings.write_text(text + mayor, encoding="utf-8")
    again = rows_of(office)
    assert {row["level"] for row in again} == {"Deputy mayor", "Analyst"}
    assert all((row["level"] == "Deputy mayor") == bool(row["declined"]) for row in again)
    settings.write_text(text + mayor.replace("declined", "odd"), encoding="utf-8")
    assert "odd" in office.run("exceptions", "--edition", "MMR-FY26", leaves=2)


def test_targets_missed_year_after_year_are_counted(office):
    last = next(row for row in rows_of(office) if row["critical_missed"] and row["agency"] == "DSNY")
    assert last["years_missed"] == "1", "last year's target is not known"
    name, before = last["id"], float(last["last_year"].replace(",", "").rstrip("%"))
    up = before * 2 if float(last["target"].replace(",", "").rstrip("%")) > before else before / 2
    office.run(
        "target",
        name,
        "FY25",
        f"{up:.0f}{'%' if '%' in last['target'] else ''}",
        "--why",
        "found in last year's report",
    )
    again = next(row for row in rows_of(office) if row["id"] == name)
    assert (again["years_missed"], again["missed_again"]) == ("2", "yes")


def test_decisions_of_several_agencies_are_read_back_and_stand_in_the_next_workbook(office):
    first, second = (next(row["id"] for row in rows_of(office) if row["agency"] == code) for code in ("DSNY", "DPR"))
    sheet = made(office)
    decided(sheet, {first: ("Return", "counted otherwise?"), second: ("Approve", "")}, "Ana Diaz")
    assert "2 decisions, 2 new to the record" in office.run("decide", sheet)
    assert "2 decisions, 0 new to the record" in office.run("decide", sheet)
    assert "Return: counted otherwise?, by Ana Diaz" in office.run("record", "show", first)
    told = {row["id"]: row["decision"] for row in rows_of(office)}
    assert (told[first], told[second]) == ("Return", "Approve")
    states = csv.DictReader(io.StringIO(office.run("board", "--edition", "MMR-FY26", "--csv", "-")))
    assert {row["agency"]: row["state"] for row in states}["DSNY"] == "returned"
    again = made(office)
    decided(again, {first: ("Approve", "")}, "Ben Ortiz")
    assert "2 decisions, 1 new to the record" in office.run("decide", again)
    variance = office.run("review", office.folder / "inbox" / "PMR_DSNY_MMR_FY26_v1.xlsx")
    page = openpyxl.load_workbook(variance.strip().splitlines()[-1].strip())["Review"]
    heads = {cell.value: cell.column for cell in page[6]}
    stand = {
        page.cell(row, heads["Id"]).value: page.cell(row, heads["Decision"]).value for row in range(7, page.max_row + 1)
    }
    assert stand[first] == "Approve", "the variance sheet of the same submission has it, too"


def test_what_is_typed_and_not_taken_in_yet_is_not_written_over(office):
    sheet = made(office)
    name = rows_of(office)[0]["id"]
    decided(sheet, {name: ("Hold", "wait")}, "Ana Diaz")
    told = office.run("exceptions", "--edition", "MMR-FY26", leaves=2)
    assert "decisions stand that the record does not have" in told
    office.run("decide", sheet)
    office.run("exceptions", "--edition", "MMR-FY26")
    for word, where in (("Return", f"{name}: another word than the record has"), ("Retrun", "“Retrun”")):
        decided(sheet, {name: (word, "wait")}, "Ana Diaz")
        before = sheet.read_bytes()
        told = office.run("exceptions", "--edition", "MMR-FY26", leaves=2)
        assert "decisions stand that the record does not have" in told, where
        assert sheet.read_bytes() == before, where
    decided(sheet, {name: ("Return", "wait")}, "Ana Diaz")
    assert "1 new to the record" in office.run("decide", sheet)
    office.run("exceptions", "--edition", "MMR-FY26")


def test_what_would_be_skipped_does_not_keep_a_workbook_from_being_made_anew(office):
    sheet, other = made(office), office.folder / "other.xlsx"
    name = rows_of(office)[0]["id"]
    other.write_bytes(sheet.read_bytes())
    decided(sheet, {name: ("Hold", "wait")}, "Ana Diaz")
    decided(other, {name: ("Approve", "")}, "Ben Ortiz")
    assert "1 decision, 1 new to the record" in office.run("decide", other)
    assert "1 decision, 0 new to the record" in office.run("decide", sheet, leaves=1)
    office.run("exceptions", "--edition", "MMR-FY26")


def test_an_agency_that_sent_another_file_since_is_told_and_the_others_are_taken(office):
    first, second = (next(row["id"] for row in rows_of(office) if row["agency"] == code) for code in ("DSNY", "DPR"))
    sheet = made(office)
    decided(sheet, {first: ("Approve", ""), second: ("Approve", "")}, "Ana Diaz")
    form = office.folder / "inbox" / "PMR_DSNY_MMR_FY26_v1.xlsx"
    form.write_bytes((office.folder / "inbox" / "PMR_DPR_MMR_FY26_v1.xlsx").read_bytes())
    told = office.run("decide", sheet, leaves=4)
    assert "DSNY: The sheet was made of another file" in told
    assert "1 decision, 1 new to the record" in told


def test_a_target_that_can_be_none_is_told_of_each_agency_and_the_others_are_taken(office):
    first, second = (next(row["id"] for row in rows_of(office) if row["agency"] == code) for code in ("DSNY", "DPR"))
    sheet = made(office)
    decided(sheet, {first: ("Adjust target", "NA"), second: ("Approve", "")}, "Ana Diaz")
    told = office.run("decide", sheet, leaves=4)
    assert f"{first}: NA is no target." in told
    assert "1 decision, 1 new to the record" in told


def test_the_workbook_fits_the_screen_and_the_page(office):
    found = exceptions(Desk(office.folder), MMR)
    page = exceptions_paper(found, Desk(office.folder).settings).page("Exceptions")
    assert pixels(page) <= SCREEN
    assert type_in_print(page) >= LEAST_TYPE
    assert page.table is not None
    assert len(page.sparklines) > len(found.rows) // 2


def test_csv_and_frame_say_the_same(office):
    rows = rows_of(office)
    frame = pmr_xl.open_office(office.folder).exceptions("MMR-FY26").to_frame()
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        name: one.dtype for name, one in EXCEPTIONS.items()
    }
    assert list(frame["indicator_id"]) == [row["id"] for row in rows] != []
    for concern in Concern:
        assert list(frame[concern.value]) == [row[concern.value] == "yes" for row in rows]
    assert list(frame["actual"]) == [row["actual"] for row in rows]
