"""Where a figure comes from, and what changed since the tables went out."""

from __future__ import annotations

import csv
import zipfile

import pytest
from years_played import Years

from pmr_xl.books.reading.reader import read_book

NEEDLES = "dsny-needles-removed"


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """An office whose tables of MMR-FY26 went to the designer."""
    office = Years(tmp_path_factory.mktemp("sent") / "office", only=("DSNY",))
    office.history()
    office.run("accept", office.form(), "--despite", "as printed", "--by", "A. Chief")
    office.run("assemble", "DSNY", "--year", "2026", "--into", office.folder / "sent")
    return office


def test_nothing_differs_at_first_and_every_cell_later(sent, tmp_path):
    office = sent.copy(tmp_path / "office")
    out = office.folder / "sent"
    assert office.run("changes", "--since", out) == f"0 cells in 0 tables differ since {out}.\n"
    office.run("accept", office.corrected("DSNY", {NEEDLES: 13131.0}), "--despite", "counted again")
    office.run("schema", "rename", "dsny-lots-cleaned-citywide", "Lots cleaned")
    told = office.run("changes", "--since", out / "manifest.json", "--csv", office.folder / "list.csv", leaves=1)
    first, *lines = told.splitlines()
    assert first.startswith("3 cells in 1 table differ")
    goal = "DSNY · Goal 1a Increase street and sidewalk cleanliness."
    assert (
        f"{goal} · Needles removed ({NEEDLES}), Actual FY26: 64,136 → 13,131: PMR_DSNY_MMR_FY26_v2.xlsx, version 2"
        in (lines[1].rpartition(", ")[0])
    )
    assert "Indicator: Lots cleaned citywide → Lots cleaned: the schema" in lines[0]
    assert "Trend 5-Year: Up → Down: follows from its figures" in lines[2]
    with (office.folder / "list.csv").open(encoding="utf-8-sig", newline="") as text:
        assert [row["new"] for row in csv.DictReader(text)] == ["Lots cleaned", "13,131", "Down"]
    assert "holds no tables of ours" in office.run("changes", "--since", office.folder / "inbox", leaves=2)
    assert "No copy of the record is kept" in office.run("changes", "--since", "2020-01-01", "--year", "2026", leaves=2)


def test_a_figure_is_traced_to_its_cell(sent):
    told = sent.run("trace", NEEDLES, "--year", "2026")
    assert "✓ FY26: 64,136" in told
    assert "from: PMR_DSNY_MMR_FY26_v1.xlsx, version 1, Submission!" in told
    assert "taken in by A. Chief" in told
    assert "kept as accepted/dsny/" in told
    assert "no figure of “dsny-nothing”" in sent.run("trace", "dsny-nothing", "--year", "2026", leaves=2)


def test_the_working_workbook_leads_from_a_figure_to_its_source(sent):
    path = sent.folder / "sent" / "PMR_DSNY_MMR_FY26_tables.xlsx"
    book = read_book(path)
    page = book.sheet("Provenance")
    rows = {cell.row for cell in page.cells.values() if cell.value == NEEDLES}
    (own,) = [row for row in rows if page.at(row, 3).value == "FY26"]
    assert [page.at(own, column).value for column in (4, 5, 7)] == ["64,136", "PMR_DSNY_MMR_FY26_v1.xlsx", "1"]
    assert page.at(own, 6).value.startswith("Submission!")
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert any(
        f"'Provenance'!A{min(rows)}".encode() in part or f"Provenance!A{min(rows)}".encode() in part for part in parts
    )
