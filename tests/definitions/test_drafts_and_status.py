"""Numerators drafted from words; the live status of the sheet Definitions, computed by a spreadsheet."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from example import MMR, SETTINGS
from page_fit import LEAST_TYPE, SCREEN, pixels, type_in_print
from soffice import converted
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.writer import write
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import with_values
from pmr_xl.forms.submission_form.search import text_in
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.definitions.halves import halves_in
from pmr_xl.model.definitions.meaning import FormMeaning
from pmr_xl.model.measure import Unit
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter, Goal, Service
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.office import Library

SAMPLE = Path(__file__).parents[1] / "data" / "open_data_definitions.csv"
OUTAGE = "dsny-average-outage-rate-all-collection-trucks"


def test_six_of_the_sample_s_ten_percentages_name_both_halves_in_words():
    rows = list(csv.DictReader(SAMPLE.read_text(encoding="utf-8").splitlines()))
    percent = [row for row in rows if "%" in row["indicator"] or row["indicator"].startswith("Percent")]
    drafted = {int(row["open_data_id"]): halves_in(row["description"]) for row in percent}
    assert len(percent) == 10
    told = {number: one for number, one in drafted.items() if one is not None}
    assert {number: one.denominator for number, one in told.items()} == {
        1669: "park sites",
        3988: "NYPD arrests",
        4411: "active construction projects",
        10236: "total number of collection trucks in the fleet",
        15015: "service requests",
        15457: "total number of class C violations issued in the Fiscal Year",
    }
    assert told[10236].numerator == "number of collection trucks that are inoperable due to mechanical failure"


@pytest.mark.parametrize(
    "said", ["The percent of outreach sessions conducted in Brooklyn.", "Lots cleaned.", "", "Divided by two."]
)
def test_what_names_no_halves_gives_no_draft(said):
    assert halves_in(said) is None


def test_drafts_are_listed_and_written_where_somebody_says_so(tmp_path):
    office = Years(tmp_path / "office", only=("DSNY", "TLC"))
    office.run("schema", "import-definitions", SAMPLE, leaves=4)
    before = Library(office.folder).definitions("DSNY")
    assert "1 drafts; --write takes them over" in office.run("schema", "definitions", "drafts")
    assert Library(office.folder).definitions("DSNY") == before
    assert "There is no draft for “x”" in office.run(
        "schema", "definitions", "drafts", "--write", "--but", "x", leaves=2
    )
    office.run("schema", "definitions", "drafts", "--write")
    now = Library(office.folder).definitions("DSNY").by_id[OUTAGE]
    assert now.denominator == "total number of collection trucks in the fleet"
    assert now.history[-1].why == "drafted from its own words"
    assert "0 drafts" in office.run("schema", "definitions", "drafts")


CHAPTER = Chapter(
    "TXT",
    "Department of Texts",
    (
        Service(
            "Say.",
            (
                Goal(
                    "Be clear.",
                    (
                        Indicator("txt-defined", "Defined (%)", Unit.PERCENT, critical=True),
                        Indicator("txt-bare", "Bare"),
                    ),
                    "txt-1a",
                ),
            ),
            "txt-1",
        ),
    ),
)
KNOWN = Definition("txt-defined", definition="The share of texts that are clear.", source="reader", owner="Texts")


@pytest.mark.libreoffice
def test_each_text_says_at_once_how_it_stands(tmp_path):
    paper = submission_form.lay(
        CHAPTER, MMR, Past(), SETTINGS, schema_hash="x", meaning=FormMeaning({KNOWN.id: KNOWN}, asked=True)
    )
    laid = submission_form.read(_recalculated(paper, tmp_path / "laid"), CHAPTER, MMR)
    cells = {(one.indicator, one.key): one.entered.where for one in laid.further}
    assert len(cells) == 14 + 12  # numerator and denominator are asked of the percentage alone
    texts = {("txt-defined", "source"): "readers", ("txt-defined", "confirmed"): "Yes", ("txt-bare", "owner"): "Texts"}
    typed = with_values(paper, "Definitions", {cells[name].address: text for name, text in texts.items()})
    book = _recalculated(replace(typed), tmp_path / "typed")
    sheet = book.sheet("Definitions")
    said = {name: text_in(sheet.at(where.row, where.column + 1)) for name, where in cells.items()}
    assert said["txt-defined", "definition"] == "✓ Complete"
    assert said["txt-defined", "source"] == "✎ Changed"
    assert said["txt-defined", "confirmed"] == "✓ Complete"
    assert said["txt-bare", "confirmed"] == said["txt-bare", "definition"] == said["txt-bare", "source"] == "○ To do"
    assert said["txt-bare", "owner"] == "✎ Changed"
    assert said["txt-bare", "limits"] == ""
    assert text_in(sheet.at(3, 2)).startswith("3 to do, 2 changed.")


def _recalculated(paper, folder):
    folder.mkdir()
    write(paper, folder / "form.xlsx")
    (folder / "out").mkdir()
    converted(folder / "form.xlsx", folder / "out", "xlsx:Calc MS Excel 2007 XML", recalculate=True)
    return read_book(folder / "out" / "form.xlsx")


@pytest.mark.parametrize("asked", [True, False])
def test_the_sheets_are_one_screen_and_one_page_wide(asked):
    known = replace(KNOWN, numerator="clear texts", denominator="texts")
    paper = submission_form.lay(
        CHAPTER, MMR, Past(), SETTINGS, schema_hash="x", meaning=FormMeaning({KNOWN.id: known}, asked=asked)
    )
    for name in ("Rates", "Definitions"):
        page = paper.page(name)
        assert pixels(page) <= SCREEN, name
        assert type_in_print(page) >= LEAST_TYPE, name
        assert page.cells[1, 1].content == page.cells[1, 2].content == name
