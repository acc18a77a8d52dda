"""What goes out by place is a released edition's own; what forms of another say waits; tables need no release."""

import csv

import openpyxl
import pytest
from years_played import Years

pytestmark = pytest.mark.both_engines

LOTS = "dsny-lots-cleaned-citywide"
FIGURES = (10, 20, 30, 40, 50)


def typed_by_borough(form, figures):
    book = openpyxl.load_workbook(form)
    for row, figure in enumerate(figures, 6):
        book["Breakdowns"].cell(row, 8).value = figure
    book.save(form)
    return form


def released(into):
    """The five boroughs' figures that went out."""
    return [row["value"] for row in rows_out(into) if row["period"] == "FY2026"]


def rows_out(into):
    (path,) = into.glob("places_*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Sanitation with lots by borough, accepted."""
    years = Years.begun(tmp_path_factory.mktemp("released") / "office", ["DSNY"])
    years.edit(("name: Lots cleaned citywide\n", "name: Lots cleaned citywide\n            breakdowns: [borough]\n"))
    years.run("edition", "open", "MMR-FY26", leaves=None)
    form = typed_by_borough(years.form("DSNY"), FIGURES)
    years.run("accept", form, "--by", "B", "--despite", "a test", leaves=None)
    return years


def test_what_is_not_released_is_refused_and_then_the_released_figures_go_out(office, tmp_path):
    publish = ("places", "publish", "DSNY", "--year", "2026", "--into")
    told = office.run(*publish, tmp_path / "before", leaves=2)
    assert "Forms of MMR Fiscal 2026 state figures by place; it is not released" in told
    assert "pmr edition release MMR-FY26" in told
    assert not (tmp_path / "before").exists()
    draft = office.run("places", "equity", "DSNY", "--year", "2026", "--into", tmp_path / "equity", leaves=None)
    assert "is not released." in draft

    office.run("edition", "release", "MMR-FY26", "--by", "A. Chief", "--despite", "all=a test")
    told = office.run(*publish, tmp_path / "after")
    assert "Figures as released on" in told
    assert released(tmp_path / "after") == [f"{one}" for one in FIGURES]
    (page,) = (tmp_path / "after").glob("*.html")
    assert "Figures as released on" in page.read_text("utf-8")
    (book,) = (tmp_path / "after").glob("*.xlsx")
    assert "Figures as released on" in openpyxl.load_workbook(book).worksheets[0]["A2"].value

    second = typed_by_borough(office.corrected("DSNY", {LOTS: 151}), (11, 20, 30, 40, 50))
    office.run("accept", second, "--by", "B", "--despite", "a test", leaves=None)
    office.run(*publish, tmp_path / "corrected")
    assert released(tmp_path / "corrected") == [f"{one}" for one in FIGURES], "as released, not as of today"

    lots = f"id: {LOTS}\n"
    office.edit((lots, f"{lots}            open_data_id: 77\n"))
    office.run(*publish, tmp_path / "with-an-id")
    assert {row["open_data_id"] for row in rows_out(tmp_path / "with-an-id")} == {"77"}, "the platform's key, of today"
    assert "released on" in office.run("places", "equity", "DSNY", "--year", "2026", "--into", tmp_path / "equity")


def test_what_tables_state_goes_out_without_a_release_and_says_so(tmp_path):
    office = Years.begun(tmp_path / "office", ["DSNY"])
    office.edit(("name: Lots cleaned citywide\n", "name: Lots cleaned citywide\n            breakdowns: [borough]\n"))
    rows = "".join(f"DSNY,Lots cleaned citywide,Borough,{code},FY2024,{code}0\n" for code in range(1, 6))
    table = tmp_path / "lots.csv"
    table.write_text(f"agency,indicator,place_kind,place,period,value\n{rows}", encoding="utf-8")
    office.run("record", "import-places", table)
    told = office.run("places", "publish", "DSNY", "--year", "2024", "--into", tmp_path / "out")
    assert "Figures as published tables state them; MMR Fiscal 2024 is not released here." in told
