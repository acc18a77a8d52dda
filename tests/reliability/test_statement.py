"""The statement of reliability: classes by agency, and of each figure five elements, each there or named missing."""

from __future__ import annotations

from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook
from page_fit import LEAST_TYPE, SCREEN, pixels, type_in_print
from years_played import Years

import pmr_xl
from pmr_xl.forms.reliability import worksheet
from pmr_xl.forms.reliability.statement import StatedAgency, StatedFigure, sheet
from pmr_xl.forms.reliability.worksheet import SampledFigure
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.fiscal import Period
from pmr_xl.model.reliability.assessment import Assessment, ReliabilityClass
from pmr_xl.model.reliability.elements import ELEMENTS, elements_of
from pmr_xl.model.reliability.sampling import ReliabilitySample, draw
from pmr_xl.office import Library

pytestmark = pytest.mark.both_engines

NEEDLES, LOTS = "dsny-needles-removed", "dsny-lots-cleaned-citywide"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Years(tmp_path_factory.mktemp("stated") / "office", only=("DSNY", "TLC"))
    made.history()
    made.run(
        *("schema", "definitions", "change", NEEDLES, "--definition", "Needles collected.", "--source", "Needle log"),
        *("--accuracy", "within 2%", "--why", "first"),
    )
    made.run("reliability", "set", LOTS, "FY25", "factors", "--looked", "orders", "--limits", "lost", "--by", "Ana")
    made.run(
        *("reliability", "set", NEEDLES, "FY25", "certified with", "--looked", "40 of 1,200 orders"),
        *(
            "--limits",
            "no log in two districts",
            "--compensation",
            "tally sheets",
            "--action",
            "Keep a log",
            "--by",
            "Jo",
        ),
    )
    return made


def test_the_annex_names_what_is_there_and_what_is_missing(office, tmp_path):
    told = office.run("reliability", "statement", "--year", "FY25", "--to", tmp_path / "a.docx")
    assert "✓ 2 figures looked at" in told
    document = Document(str(tmp_path / "a.docx"))
    said = [one.text for one in document.paragraphs]
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0][1:] == ["✓ Certified", "▲ Qualified", "? Prevented", "✕ Inaccurate", "– Not yet", "All"]
    assert [row[1:] for row in cells[1:]] == [["–", "1", "1", "–", "56", "58"], ["–", "–", "–", "–", "54", "54"]]
    at = next(number for number, text in enumerate(said) if text == "★ Needles removed")
    assert said[at + 1].startswith("▲ Certified with qualification · FY25: ")
    assert [text.partition(": ")[0] for text in said[at + 2 : at + 7]] == [label for _, label, _ in ELEMENTS]
    five = [text.partition(": ")[2] for text in said[at + 2 : at + 7]]
    assert five[0].startswith("40 of 1,200 orders. Jo, ")
    assert five[1:] == ["Needle log", "within 2%", "no log in two districts", "tally sheets Agreed: Keep a log."]
    assert said[at + 7] == "Followed as C-0001."
    lots = next(number for number, text in enumerate(said) if text == "★ Lots cleaned citywide")
    assert [text.endswith("Missing.") for text in said[lots + 2 : lots + 7]] == [False, True, True, False, True]
    rest = [text for text in said if "not yet looked at. Missing of them" in text]
    assert len(rest) == 2
    assert rest[1].startswith("54 figures are not yet looked at. Missing of them: how verified and validated of 54")
    looks = {one.style.name for one in document.paragraphs if one.text.endswith("Missing.")}
    assert looks == {"PMR Statement missing"}


def test_the_workbook_has_a_row_a_figure_those_that_nobody_looked_at_too(office, tmp_path):
    office.run("reliability", "statement", "DSNY", "--year", "FY25", "--to", tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["Reliability"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0][:5] == ("Agency", "Indicator", "Year", "Reported", "Class")
    assert len(rows) - 1 == len(Library(office.folder).chapter("DSNY").lines)
    classes = [row[4] for row in rows[1:]]
    assert classes.count("– Not yet looked at") == 56
    untouched = next(row for row in rows[1:] if row[4] == "– Not yet looked at")
    assert untouched[5:10] == ("Missing.",) * 5
    width = sum(sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJK")
    assert width < 170  # one letter page on its side at seven points and more


def test_another_kind_of_file_and_the_built_in_office_are_refused(office, tmp_path):
    told = office.run("reliability", "statement", "--year", "FY25", "--to", tmp_path / "a.pdf", leaves=2)
    assert "a.pdf is neither .docx nor .xlsx" in told


def test_certified_without_limits_has_nothing_to_compensate_for():
    look = Assessment("a", "TST", "FY25", ReliabilityClass.CERTIFIED, "all", who="Jo", at="2026-09-01T10:00")
    said = {one.key: one.text for one in elements_of(Definition("a", source="log", accuracy="to the day"), look)}
    assert said["limits"] == "None known."
    assert said["compensated"] == "Nothing to compensate for."
    assert all(said.values())
    assert not any(one.present for one in elements_of(None, None))
    limited = {one.key: one.text for one in elements_of(Definition("a", limits="late"), look)}
    assert (limited["limits"], limited["compensated"]) == ("late", "")


def test_the_python_door_gives_both(office):
    door = pmr_xl.open_office(office.folder)
    rows = door.reliability(2025, "DSNY").to_frame()
    assert list(rows.loc[rows["class"] != "not yet looked at", "indicator_id"]) == [LOTS, NEEDLES]
    assert rows["changed_since"].sum() == 0
    frame = door.definitions("DSNY").to_frame().set_index("indicator_id")
    assert frame.loc[NEEDLES, "source"] == "Needle log"
    assert (frame["definition"] != "").sum() == 1


def test_the_worksheet_and_the_statement_are_one_screen_and_one_page_wide(lines):
    figures = [SampledFigure(line, Period(2025), None, "Log") for line in lines[:30]]
    drawn = draw(lines, 30, "7")
    sample = ReliabilitySample("S-0001", "FY25", "7", "30 of all", *drawn, who="Jo")
    stated = tuple(
        StatedFigure(line, "FY25", "1,234", ReliabilityClass.NOT_LOOKED_AT, elements_of(None, None)) for line in lines
    )
    for page in (
        worksheet.lay(sample, figures, date(2026, 9, 1)).pages[0],
        sheet("All", "FY25", [StatedAgency("DSNY", "Department of Sanitation", stated)]).pages[0],
    ):
        assert pixels(page) <= SCREEN, page.name
        assert type_in_print(page) >= LEAST_TYPE, page.name


@pytest.fixture(scope="module")
def lines():
    return Library(None).chapter("DSNY").lines
