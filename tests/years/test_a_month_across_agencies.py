"""A month is printed across agencies: from accepted forms and published months, as a workbook, Word, text and data."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest
from page_fit import LEAST_TYPE, type_in_print
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.report_tables import glance, tables
from pmr_xl.mmr import assemble as press
from pmr_xl.mmr.overview import at_a_glance, month_overview
from pmr_xl.model.fiscal import Period

pytestmark = pytest.mark.both_engines

MONTHS = ("2024-11", "2025-10")
STEM = "PMR_CPR_FY26-M05_overview"
ASKED = ("--report", "cpr", "--month", "november", "--year", "2026")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """311 and FDNY with published months of last year; 311's November is accepted, FDNY has sent nothing."""
    folder = tmp_path_factory.mktemp("month")
    office = Years(folder / "office", only=("311", "FDNY"))
    office.history()
    rows = []
    for chapter in Desk(office.folder).library.chapters():
        past = Desk(office.folder).past([chapter])
        for line in chapter.lines:
            year = past.actual(line.id, Period(2025))
            if isinstance(year, Decimal):
                shown = line.indicator.measure.show(year)
                rows += [[chapter.agency, line.indicator.name, month, shown, shown] for month in MONTHS]
    with (folder / "months.csv").open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([["agency", "indicator", "month", "value", "fytd_value"], *rows])
    office.run("record", "import-months", folder / "months.csv", leaves=None)
    sent = office.filled("311", *ASKED, "--due", "2025-12-10")
    office.run("accept", sent, "--by", "A. Chief", "--despite", "the first month of the office")
    return office


@pytest.fixture(scope="module")
def printed(office, tmp_path_factory):
    """Everything that is written of it, and what is said."""
    into = tmp_path_factory.mktemp("printed")
    told = office.run("assemble", "--all", *ASKED, "--into", into, "--csv", "--word", "--text", leaves=None)
    return into, told


def _rows(path):
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_a_month_has_a_page_across_agencies(printed):
    into, told = printed
    names = {path.name for path in into.iterdir()}
    data = {f"PMR_CPR_FY26-M05_{shape}.csv" for shape in ("open_data", "clean", "dictionary")}
    assert names == {f"{STEM}.xlsx", f"{STEM}.docx", f"{STEM}.txt", f"{STEM}.csv", "manifest.json", *data}
    assert "Not in the record are figures of CPR November 2025: FDNY 70 of 70" in told
    book = read_book(into / f"{STEM}.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["At a glance", "Tables", "Indicators data", "Provenance"]
    said = [cell.value for cell in book.sheet("Tables").cells.values()]
    assert {"Month", "Nov 2025", "Nov 2024", "Year to Date", "Change on", "Target", "Status against"} <= set(said)
    assert "311   311 Customer Service Center" in said
    assert not any("Fire Department" in str(one) for one in said), "nobody has a figure of it"


def test_figures_are_those_accepted_and_published(printed):
    into, _ = printed
    rows = {row["Id"]: row for row in _rows(into / f"{STEM}.csv")}
    assert len(rows) == 12
    numbers = [row for row in rows.values() if row["Month Nov 2025"] and row["Month Nov 2024"]]
    assert len(numbers) > 8
    for row in numbers:
        moved = Decimal(row["Month Nov 2025"]) - Decimal(row["Month Nov 2024"])
        sign = row["Change on Nov 2024"][:1]
        assert (moved > 0) == (sign == "+"), row
        assert row["Status against Nov 2024"][0] in ("✓–" if moved == 0 else "✓▲✕●"), row
    waited = rows["311-average-wait-time-tier-1-calls"]
    assert (waited["Unit"], waited["Month Nov 2024"].isdecimal()) == ("seconds", True), (
        "a number is said in its own unit"
    )
    open_data = _rows(into / "PMR_CPR_FY26-M05_open_data.csv")
    now = [row for row in open_data if row["valuedate"] == "2025-11-01"]
    shown = {row["Indicator"]: row["Month Nov 2025"] for row in rows.values()}
    assert len(now) > 8
    assert all(shown[row["indicator"]] or not row["acceptedvalue"] for row in now)
    assert {row["frequency"] for row in open_data} == {"Monthly"}
    assert {row["valuedate"] for row in open_data} == {"2025-11-01", "2024-11-01"}
    text = (into / f"{STEM}.txt").read_text(encoding="utf-16")
    assert "Citywide Performance Reporting, November 2025" in text


def test_why_a_month_is_empty_is_said_below_the_table(tmp_path):
    office = Years(tmp_path / "office", only=("BIC",))
    table = tmp_path / "months.csv"
    rows = "".join(
        f"BIC,{name},{month},{count}\n"
        for name, count in (("Waste hauling complaints received", 294), ("CORE facility rating", 9))
        for month in ("2024-11",)
    )
    table.write_text(f"agency,indicator,month,value_ytd\n{rows}", encoding="utf-8")
    office.run("record", "import-months", table)
    into = tmp_path / "out"
    office.run("assemble", "--all", "--report", "cpr", "--month", "2024-11", "--into", into, "--word", leaves=None)
    book = read_book(into / "PMR_CPR_FY25-M05_overview.xlsx")
    cells = book.sheet("Tables").cells
    numbers = {str(cell.value): str(cells[row, 1].value) for (row, column), cell in cells.items() if (row, 1) in cells}
    names = [str(cell.value) for (_, column), cell in cells.items() if column == 2]
    alone = numbers["Of November 2024 the year to date is reported alone, not the month by itself."]
    nothing = numbers["Of November 2024 nothing is reported yet, neither the month nor the year to date."]
    assert alone != nothing
    assert f"Waste hauling complaints received\u00a0{alone}" in names
    assert f"Waste hauling applications pending — New\u00a0{nothing}" in names


def test_it_is_one_letter_page_wide_and_read_without_a_glass(office):
    desk = Desk(office.folder)
    edition = desk.edition("CPR-FY26-M05")
    chapter = desk.library.chapter("311")
    overview = month_overview([press(chapter, desk.published_before([chapter], edition, own=True), edition)], edition)
    for page in (tables.lay(overview).pages[0], glance.lay(overview, at_a_glance(overview))):
        assert (page.print.paper, page.print.fit_width) == ("letter", 1)
        assert type_in_print(page) >= LEAST_TYPE


def test_agencies_stand_side_by_side_in_numbers(printed):
    into, _ = printed
    page = read_book(into / f"{STEM}.xlsx").sheet("At a glance")
    rows = {}
    for cell in page.cells.values():
        rows.setdefault(cell.row, []).append(cell.value)
    told = {row[0]: row[2:] for row in rows.values() if row[0] in ("311", "All")}
    assert told["311"] == told["All"]
    assert told["311"][0] == 12.0 == sum(told["311"][1:])


def test_a_month_without_figures_is_told(office, tmp_path):
    told = office.run("assemble", "FDNY", *ASKED, "--into", tmp_path / "none", leaves=2)
    assert "The record has no figure of November 2025 of these agencies" in told
    assert not (tmp_path / "none").exists()


def test_what_is_published_is_one_tagged_table(office, tmp_path):
    office.run("assemble", "311", *ASKED, "--into", tmp_path, "--profile", "published", leaves=None)
    book = read_book(tmp_path / "PMR_CPR_FY26-M05_311_overview.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["Contents", "Indicators", "Notes"]


def test_an_indicator_of_another_year_has_its_note_in_a_month_too(office, tmp_path):
    office = office.copy(tmp_path / "office")
    office.edit(("- id: 311-311-calls\n", "- id: 311-311-calls\n            year: calendar\n"), slug="311")
    office.run("assemble", "311", *ASKED, "--into", tmp_path / "out", "--text", leaves=None)
    text = (tmp_path / "out" / "PMR_CPR_FY26-M05_311_overview.txt").read_text(encoding="utf-16")
    assert "Reported by calendar year, not by the City’s fiscal year." in text
