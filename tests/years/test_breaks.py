"""A marked break stops comparison, band and trend across it; it is printed, and shows in the form."""

from __future__ import annotations

import pytest
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.forms.submission_form.plan import HEADING_ROW

WHY = "counted by box, not by piece"


@pytest.fixture
def office(tmp_path):
    return Years.begun(tmp_path / "office", only=("DSNY",))


def row_of(office, name, indicator):
    """An indicator's row of the form, by its headings."""
    page = read_book(office.folder / "outbox" / name).sheet("Submission")
    headings = {str(cell.value): cell.column for cell in page.cells.values() if cell.row == HEADING_ROW}
    row = next(cell.row for cell in page.cells.values() if cell.value == indicator and cell.column == 1)
    return {heading: page.at(row, column) for heading, column in headings.items()}


def test_nothing_is_compared_across_a_marked_break(office):
    form = office.form()
    unusual = [one for one in office.found(form) if one["rule"] in ("OUT-001", "OUT-002")]
    indicator, name = unusual[0]["indicator"], unusual[0]["indicator_name"]
    office.run("accept", form, "--despite", "as printed")
    office.run("schema", "redefine", indicator, "--from", "FY26", "--why", WHY)
    after = [one for one in office.found(form) if one["indicator"] == indicator and one["rule"].startswith("OUT")]
    assert after == []
    office.run("assemble", "DSNY", "--year", "2026", "--into", office.folder / "tables", "--text")
    text = (office.folder / "tables" / "PMR_DSNY_MMR_FY26_tables.txt").read_text(encoding="utf-16")
    (row,) = [line.split("\t") for line in text.splitlines() if name in line and "\t" in line]
    assert "NA" in row[7:], "no trend across it"
    assert not {"Up", "Down", "Neutral"} & {*row[:-1]}
    assert f"Counted otherwise from FY26 on: {WHY}." in text
    office.run("blank", "DSNY", "--due", "2026-09-03", "--year", "2026", "--into", office.folder / "outbox")
    shown = row_of(office, "PMR_DSNY_MMR_FY26_v1.xlsx", indicator)
    assert shown["FY25"].value, "what was published is shown"
    assert [heading for heading, cell in shown.items() if cell is not None and WHY in f"{cell.value} {cell.formula}"]


def test_what_is_no_year_is_refused(office):
    office.edit(("name: Needles removed", "name: Needles removed\n            breaks: {May: counted by box}"))
    assert "marks a break “May: counted by box”" in office.run("schema", "places", "DSNY", leaves=2)
