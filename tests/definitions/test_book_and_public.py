"""Definitions given away: the book in Word, the open data's columns, input messages beside the findings."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from season_played import write
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.office import Library

pytestmark = pytest.mark.both_engines

SAMPLE = Path(__file__).parents[1] / "data" / "open_data_definitions.csv"
REACHED = "cchr-people-reached"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Years(tmp_path_factory.mktemp("book") / "office", only=("CCHR", "DSNY", "BOE"))
    made.history()
    made.run("schema", "import-definitions", SAMPLE, leaves=4)
    made.run("schema", "definitions", "change", REACHED, "--lag", "two weeks", "--source", "Calendar", "--why", "asked")
    return made


def texts(path):
    return [one.text for one in Document(str(path)).paragraphs]


def test_the_book_has_an_entry_an_indicator_with_contents_that_lead_there(office, tmp_path):
    told = office.run("schema", "definitions", "book", "CCHR", "--to", tmp_path / "book.docx")
    chapter = Library(office.folder).chapter("CCHR")
    assert f"{len(chapter.lines)} entries" in told
    book = Document(str(tmp_path / "book.docx"))
    entries = [one for one in book.paragraphs if one.style.name == "Heading 3"]
    assert [one.text for one in entries] == [line.marked_label for line in chapter.lines]
    contents = [one for one in book.paragraphs if one.style.name == "PMR Book contents part"]
    assert len(contents) == len(entries)
    marks = {mark.get(mark.nsmap["w"].join("{}") + "name") for mark in book.element.body.iter("{*}bookmarkStart")}
    leads = {link.get(link.nsmap["w"].join("{}") + "anchor") for link in book.element.body.iter("{*}hyperlink")}
    assert leads == marks
    assert len(leads) == len(entries) + 1
    said = texts(tmp_path / "book.docx")
    for one in Library(office.folder).definitions("CCHR").definitions:
        assert one.definition in said  # whole, whatever its length
    assert "Lag: two weeks" in said
    before = "asked. Before, source system was “Community Relations Bureau”; nothing was said of lag."
    assert any(one.endswith(before) for one in said)
    assert "Missing: owner." in said
    assert sum("not defined yet" in one for one in said) == len(entries) - 4


def test_a_book_of_an_office_without_definitions_says_so(office, tmp_path):
    office.run("schema", "definitions", "book", "BOE", "--to", tmp_path / "book.docx")
    said = texts(tmp_path / "book.docx")
    assert any(": 0 of " in one for one in said)


def test_the_same_book_has_the_same_bytes(office, tmp_path):
    for name in ("one.docx", "two.docx"):
        office.run("schema", "definitions", "book", "CCHR", "--to", tmp_path / name)
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_the_open_data_have_description_source_and_lag(office, tmp_path):
    office.run("assemble", "CCHR", "--year", "2026", "--csv", "--into", tmp_path, leaves=4)
    with next(tmp_path.glob("*_open_data.csv")).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    (said,) = {(row["source"], row["lagtime"]) for row in rows if row["indicator"] == "People reached"}
    assert said == ("Calendar", "two weeks")
    assert {row["description"] for row in rows if row["indicator"] == "Inquiries received"} == {""}
    filled = {row["indicator"] for row in rows if row["description"]}
    assert len(filled) == 4


def test_what_the_public_is_told_as_data(office):
    told = office.run("schema", "definitions", "public", "CCHR")
    rows = list(csv.DictReader(io.StringIO(told)))
    assert len(rows) == len(Library(office.folder).chapter("CCHR").lines)
    (one,) = [row for row in rows if row["id"] == REACHED]
    assert (one["source"], one["lag"]) == ("Calendar", "two weeks")
    assert one["description"].startswith("Number of people reached")


def test_a_finding_says_what_its_indicator_means(office, tmp_path):
    office.run("blank", "CCHR", "--year", "2026", "--due", "2026-09-03", "--into", tmp_path)
    (form,) = tmp_path.glob("*.xlsx")
    sheet = read_book(form).sheet("Submission")
    row = next(row for (row, column), cell in sheet.cells.items() if column == 1 and cell.value == REACHED)
    (tmp_path / "in").mkdir()
    write(form, tmp_path / "in" / form.name, {"xl/worksheets/sheet3.xml": {f"J{row}": "about 7"}})
    office.run("validate", tmp_path / "in" / form.name, "--into", tmp_path / "out", leaves=None)
    (copy,) = (tmp_path / "out").glob("*.xlsx")
    sheet = load_workbook(copy)["PMR findings"]
    told = [one for one in sheet.data_validations.dataValidation if one.promptTitle == "What it means"]
    prompts = {str(one.sqref): one.prompt for one in told}
    assert len(prompts) >= 1
    place = next(place for place, text in prompts.items() if text.startswith("Number of people reached by Commission"))
    assert "People reached" in str(sheet[place].value)
    assert max(map(len, prompts.values())) <= 255
