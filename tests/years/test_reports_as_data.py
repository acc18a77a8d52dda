"""A report that a law asks for is a file: which indicators, which columns, for whom."""

from __future__ import annotations

import csv

import pytest
from click.testing import CliRunner
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr

NAME = "emergency-response-times"


def test_the_example_prints_its_rows_and_columns_alone(tmp_path):
    told = CliRunner().invoke(pmr, ["assemble", "--report", NAME, "--year", "2026", "--into", str(tmp_path)])
    assert told.exit_code == 4, "the built-in office has the year's own figures of no agency"
    book = read_book(tmp_path / f"PMR_FDNY_{NAME.upper()}_FY26_tables.xlsx")
    said = [str(cell.value) for cell in book.sheet("Tables").cells.values()]
    assert any("End-to-end Emergency Response Times" in one for one in said)
    assert any("Local Law 119 of 2013" in one for one in said)
    names = [one for one in said if "response time to" in one]
    assert len(names) == 4
    years = {one for one in said if one in ("FY22", "FY23", "FY24", "FY25", "FY26", "FY27")}
    assert years == {"FY23", "FY24", "FY25", "FY26"}
    rows = (tmp_path / f"PMR_{NAME.upper()}_FY26_clean.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + 4 * 4


def test_what_a_file_says_wrong_is_told(tmp_path):
    office = Years(tmp_path / "office")
    path = office.folder / "schemas" / "reports" / "mine.yaml"
    path.write_text("title: Mine\nasked_by: us\nsource: a letter\nindicators: [dsny-nothing]\n", encoding="utf-8")
    told = office.run("assemble", "--report", "mine", "--year", "2026", leaves=2)
    assert "indicators: “dsny-nothing” is not known" in told
    told = office.run("assemble", "--report", "foo", "--year", "2026", leaves=2)
    assert "There is no report “foo”" in told
    assert NAME in told


def test_critical_indicators_of_some_agencies(tmp_path):
    office = Years.begun(tmp_path / "office")
    path = office.folder / "schemas" / "reports" / "critical.yaml"
    path.write_text(
        "title: Critical\nasked_by: the Mayor\nsource: a letter\nagencies: [DSNY]\ncritical: true\ncolumns: [actual]\n",
        encoding="utf-8",
    )
    office.run("assemble", "--report", "critical", "--year", "2026", "--into", office.folder / "tables", leaves=4)
    lines = (office.folder / "tables" / "PMR_CRITICAL_FY26_clean.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) > 1
    assert all(",Yes," in line and ",target," not in line for line in lines[1:])


@pytest.mark.parametrize("command", ["blank", "extend"])
def test_agencies_submit_nothing_to_a_report_of_anothers_figures(tmp_path, command):
    office = Years(tmp_path / "office")
    more = ["--due", "2026-09-03"] if command == "blank" else ["2026-09-09", "--why", "x"]
    told = office.run(command, "DSNY", "--report", NAME, "--year", "2026", *more, leaves=2)
    assert "is made of figures of MMR: agencies submit nothing to it" in told
    assert "--report mmr" in told


@pytest.mark.parametrize(
    ("name", "agencies", "rows", "law"),
    [
        ("lead-paint", {"HPD"}, 4, "Local Law 1 of 2004"),
        ("language-access", None, 29, "Local Law 30 of 2017"),
    ],
)
def test_reports_of_two_local_laws_choose_by_their_tags(tmp_path, name, agencies, rows, law):
    told = CliRunner().invoke(pmr, ["assemble", "--report", name, "--year", "2026", "--into", str(tmp_path)])
    assert told.exit_code == 4
    with (tmp_path / f"PMR_{name.upper()}_FY26_clean.csv").open(encoding="utf-8-sig", newline="") as text:
        found = list(csv.DictReader(text))
    assert len({one["indicator_id"] for one in found}) == rows
    assert {one["agency"] for one in found} == agencies or agencies is None
    assert len(found) == rows * 5
    books = sorted(tmp_path.glob("*_tables.xlsx"))
    said = [str(cell.value) for cell in read_book(books[0]).sheet("Tables").cells.values()]
    assert any(law in one for one in said)
