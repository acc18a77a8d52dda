"""After a release: what goes out is the release's, everywhere, and what came later is told beside it."""

from __future__ import annotations

import csv
import shutil

import openpyxl
import pytest
from years_played import Years

pytestmark = pytest.mark.both_engines
CALLS, SPANISH = "311-311-calls", "311-311-spanish-language-calls"
ASKED = ("--year", "2026", "--into")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The MMR of 311, released with version 1; version 2 came afterwards with two other figures."""
    years = Years.begun(tmp_path_factory.mktemp("after") / "office", only=("311", "FDNY"))
    years.run("accept", years.form("311"), "--by", "A. Chief", "--despite", "as printed", leaves=None)
    years.run("edition", "release", "MMR-FY26", "--by", "A. Chief", "--despite", "all=as printed")
    later = years.corrected("311", {CALLS: 17_001, SPANISH: 331})
    years.run("accept", later, "--by", "B. Boss", "--despite", "late", leaves=None)
    return years


def cells(folder):
    """Everything that the tables of 311 hold."""
    (path,) = folder.glob("PMR_311_*_tables.xlsx")
    return {cell for page in openpyxl.load_workbook(path) for row in page.iter_rows(values_only=True) for cell in row}


def test_what_goes_out_says_what_it_lacks_and_what_came_since(office, tmp_path):
    told = office.run("assemble", "311", *ASKED, tmp_path, leaves=None)
    assert "Not in it, because MMR Fiscal 2026 goes out as it was released: 311 version 2 (" in told
    assert "pmr edition release MMR-FY26 --by WHO --why WHY" in told
    assert "version 1, was accepted by A. Chief despite" in told, "the version that the tables are made of"
    assert "version 2, was accepted" not in told
    assert 16_609 in cells(tmp_path)
    assert 17_001 not in cells(tmp_path)
    for asked in (("publish", "311", "--site"), ("publish", "311", "--data")):
        assert "311 version 2 (" in office.run(*asked, tmp_path / asked[2][2:], "--year", "2026", leaves=None)
    assert "311 version 2" not in office.run("assemble", "FDNY", *ASKED, tmp_path, leaves=None), (
        "it is another agency's"
    )
    assert "in no revision yet: 311 version 2" in office.run("edition", "list")


def test_a_trace_says_what_the_release_prints_and_then_what_is_known_since(office):
    told = office.run("trace", CALLS, "--year", "2026").splitlines()
    own = next(number for number, line in enumerate(told) if line.startswith("✓ FY26: "))
    assert "17,001" not in told[own]
    assert "PMR_311_MMR_FY26_v1.xlsx, version 1" in told[own + 1]
    (since,) = (line for line in told if "since the release" in line)
    assert since.startswith("▲ FY26: 17,001 since the release, which prints 16,609: ")
    assert "PMR_311_MMR_FY26_v2.xlsx, version 2" in since


def test_what_is_withdrawn_after_the_release_is_told_and_the_release_lacks_nothing(office, tmp_path):
    later = office.copy(tmp_path / "office")
    for version in (2, 1):
        later.run("withdraw", "MMR-FY26", "311", "--why", f"version {version} was the wrong file")
    told = later.run("assemble", "311", *ASKED, tmp_path / "out", leaves=None)
    assert "as it was released: 311 version 1 is withdrawn." in told
    assert "have no figure" not in told
    assert "Not in the record are figures" not in told, "the release has them all"
    assert "in no revision yet: 311 version 1 is withdrawn" in later.run("edition", "list")


def test_a_revision_takes_it_in_and_then_nothing_is_told(office, tmp_path):
    later = office.copy(tmp_path / "office")
    later.run("edition", "release", "MMR-FY26", "--by", "A. Chief", "--why", "late", "--despite", "all=as printed")
    told = later.run("assemble", "311", "--csv", *ASKED, tmp_path / "out", leaves=None)
    assert "Not in it" not in told
    (path,) = (tmp_path / "out").glob("*_clean.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["value"] for row in rows if row["indicator_id"] == CALLS and row["period"] == "FY26"} >= {"17001"}
    assert "since the release" not in later.run("trace", CALLS, "--year", "2026")


def test_an_agency_that_is_no_more_is_printed_as_its_edition_has_it(tmp_path):
    years = Years.begun(tmp_path / "office", only=("311", "FDNY"))
    years.run("accept", years.form("FDNY"), "--by", "A", "--despite", "as printed", leaves=None)
    years.run("edition", "open", "MMR-FY27", "--due", "2027-08-14", "--no-forms")
    years.run("schema", "agency", "merge", "FDNY", "--into", "311")
    told = years.run("assemble", "FDNY", *ASKED, tmp_path / "out", leaves=None)
    assert "PMR_FDNY_MMR_FY26_tables.xlsx" in told
    assert "was accepted by A despite" in told


def test_a_command_without_a_year_is_about_the_edition_opened_last(office, tmp_path):
    later = office.copy(tmp_path / "office")
    assert "MMR Fiscal 2026, 2 agencies" in later.run("board"), (
        "nothing was opened yet: the year of the program's figures"
    )
    later.run("edition", "open", "PMMR-FY27", "--due", "2026-12-10", "--no-forms")
    assert "PMMR Fiscal 2027, 2 agencies" in later.run("board")
    later.run("blank", "311", "--into", tmp_path / "asked")
    later.run("blank", "311", "--report", "mmr", "--due", "2027-08-14", "--into", tmp_path / "asked")
    assert {path.name for path in (tmp_path / "asked").iterdir()} == {
        "PMR_311_PMMR_FY27_v1.xlsx",
        "PMR_311_MMR_FY27_v1.xlsx",
    }
    told = later.run("assemble", "311", "--year", "2026", "--into", tmp_path / "named", leaves=None)
    assert "PMR_311_MMR_FY26_tables.xlsx" in told


KEPT = "editions/MMR-FY26/r0"
OUT = {
    "assemble": ("assemble", "311", *ASKED),
    "published tables": ("assemble", "311", "--profile", "published", *ASKED),
    "layout": ("layout", "311", *ASKED),
    "site": ("publish", "311", "--year", "2026", "--site"),
    "data": ("publish", "311", "--year", "2026", "--data"),
}


@pytest.mark.parametrize("asked", OUT.values(), ids=OUT)
def test_nothing_of_a_release_goes_out_that_is_not_as_it_was_released(office, tmp_path, asked):
    later = office.copy(tmp_path / "office")
    if asked == OUT["assemble"]:
        ill = later.folder / KEPT / "files" / "PMR_311_MMR_FY26_tables.xlsx"
        ill.write_bytes(ill.read_bytes()[:-1] + b"x")
    else:
        ill = later.folder / KEPT / "office" / "schemas" / "indicators" / "311.yaml"
        ill.write_text(ill.read_text(encoding="utf-8").replace("311 calls", "312 calls"), encoding="utf-8")
    told = later.run(*asked, tmp_path / "out", leaves=2)
    assert f"{ill.relative_to(later.folder).as_posix()} is not as it was released" in told
    assert "“pmr edition verify MMR-FY26” names all that differs" in told
    assert not (tmp_path / "out").exists()
    ill.unlink()
    told = later.run(*asked, tmp_path / "out", leaves=2)
    assert "is gone, or cannot be read" in told or "has no schemas/indicators/311.yaml" in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", ["{}", "[]", "no manifest", '{"files": {}, "made_of": {}, "profile": "working"}'])
def test_a_manifest_that_the_record_does_not_know_is_told(office, tmp_path, content):
    later = office.copy(tmp_path / "office")
    (later.folder / KEPT / "manifest.json").write_text(content, encoding="utf-8")
    assert "manifest.json is not as it was released" in later.run("assemble", "311", *ASKED, tmp_path / "out", leaves=2)
    assert "manifest.json is " in later.run("edition", "verify", "MMR-FY26", leaves=2)


def test_all_editions_are_listed_though_the_folder_of_one_is_gone(office, tmp_path):
    later = office.copy(tmp_path / "office")
    later.run("edition", "open", "PMMR-FY27", "--due", "2026-12-10", "--no-forms")
    shutil.rmtree(later.folder / KEPT)
    told = later.run("edition", "list", leaves=4)
    assert "MMR-FY26       ● released on " in told
    assert "▲ MMR-FY26: editions/MMR-FY26/r0/office is gone" in told
    assert "PMMR-FY27      ○ open · 0 of 2 agencies accepted" in told


def test_figures_of_before_in_another_unit_stand_in_the_way_until_a_break_is_marked(office, tmp_path):
    later = office.copy(tmp_path / "office")
    later.run("edition", "open", "MMR-FY27", "--due", "2027-08-14", "--no-forms")
    unit = f"id: {CALLS}\n            name: 311 calls (000)\n            unit: "
    later.edit((f"{unit}thousands\n", f"{unit}days\n"), slug="311")
    later.run("accept", later.filled("311"), "--by", "B", "--despite", "a test", leaves=None)
    told = later.run("assemble", "311", "--into", tmp_path / "out", leaves=4)
    assert (
        f"In another unit than in the report before are, with the figures of earlier years: {CALLS}, thousands" in told
    )
    assert "→ days." in told
    assert "pmr schema redefine ID --from FY27 --why WHY" in told
    refused = later.run("edition", "release", "MMR-FY27", "--by", "A. Chief", "--despite", "FDNY=none", leaves=2)
    assert f"311: the unit of {CALLS}, thousands" in refused
    assert "is another one, and no break is marked" in refused
    later.run("schema", "redefine", CALLS, "--from", "FY27", "--why", "Days that the lines were open")
    assert "In another unit" not in later.run("assemble", "311", "--into", tmp_path / "out", leaves=None)


def test_whatever_changes_a_released_edition_says_that_a_revision_is_due(office, tmp_path):
    later = office.copy(tmp_path / "office")
    due = "▲ MMR Fiscal 2026 is released, and is handed out as it was until a revision takes this in: "
    third = later.corrected("311", {CALLS: 17_002}, version=3)
    assert due in later.run("accept", third, "--by", "B", "--despite", "later still", leaves=None)
    assert due not in later.run("accept", third, "--by", "B", "--despite", "later still", leaves=None), (
        "nothing changed"
    )
    assert due in later.run("withdraw", "MMR-FY26", "311", "--why", "the wrong file")
    assert due in later.run("target", CALLS, "FY26", "16,000", "--why", "agreed")
    later.run("edition", "open", "PMMR-FY27", "--due", "2026-12-10", "--no-forms")
    assert "is released" not in later.run(
        "target", CALLS, "FY27", "16,000", "--why", "agreed", "--edition", "PMMR-FY27"
    )


def test_a_figure_that_is_returned_after_the_release_stands_in_the_way(office, tmp_path):
    later = office.copy(tmp_path / "office")
    later.run("review", later.folder / "inbox" / "PMR_311_MMR_FY26_v2.xlsx", "--into", tmp_path, leaves=None)
    sheet = tmp_path / "PMR_311_MMR_FY26_v2_variances.xlsx"
    book = openpyxl.load_workbook(sheet)
    page = book["Review"]
    top = next(row for row in page.iter_rows() if any(cell.value == "Id" for cell in row))
    at = {cell.value: cell.column for cell in top}
    row = next(n for n in range(top[0].row + 1, page.max_row + 1) if page.cell(n, at["Id"]).value == CALLS)
    for heading, typed in (("Decision", "Return"), ("Note", "Why so many?"), ("Name", "B. Boss")):
        page.cell(row, at[heading]).value = typed
    book.save(sheet)
    later.run("decide", sheet)
    told = later.run("assemble", "311", *ASKED, tmp_path / "out", leaves=4)
    assert "though printed, are figures of MMR Fiscal 2026 with the decision " in told
    assert f"1 Return: {CALLS}" in told
    assert later.run("assemble", "311", "--despite", "311=asked", *ASKED, tmp_path / "out")


def test_an_agency_of_another_code_today_is_asked_for_by_either(office, tmp_path):
    later = office.copy(tmp_path / "office")
    later.run("schema", "agency", "rename", "311", "--code", "NYC311")
    told = later.run("extend", "NYC311", "2026-09-10", "--why", "a flood", "--year", "2026")
    assert "311 may send its MMR Fiscal 2026 until September 10, 2026: a flood" in told
    assert "is taken back" in later.run("extend", "nyc311", "--withdraw", "--why", "over", "--year", "2026")
    for code in ("NYC311", "311"):  # version 2, then version 1
        assert "✓ 311 MMR Fiscal 2026, version " in later.run("withdraw", "MMR-FY26", code, "--why", "the wrong file")
