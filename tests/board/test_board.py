"""The board by every door: terminal, CSV, JSON, sheet, the desk's workbook, Python."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from page_fit import LEAST_TYPE, SCREEN, pixels, type_in_print
from years_played import Years

from pmr_xl.api import open_office
from pmr_xl.desk.board.board import board
from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.words.board.giving import paper_of

pytestmark = pytest.mark.both_engines

MMR = Edition.parse("MMR-FY26")
WHOSE = """
portfolios:
  - {analyst: Ana Diaz, account: adiaz, backup: Ben Ortiz, agencies: [DSNY]}
  - {analyst: Ben Ortiz, agencies: [DPR]}
"""


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """An office of three agencies: one accepted, one sent, one that has sent nothing."""
    office = Years.begun(tmp_path_factory.mktemp("board") / "office", only=("DSNY", "DPR", "LPC"))
    office.run("accept", office.form("DSNY"), "--despite", "as printed", "--by", "A. Chief")
    office.form("DPR")
    settings = office.folder / "settings.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nasking: [MMR-FY26]\n" + WHOSE, encoding="utf-8")
    return office


@pytest.fixture
def office(played, tmp_path):
    return played.copy(tmp_path / "office")


def rows_of(office, *more):
    return list(csv.DictReader(io.StringIO(office.run("board", "--csv", "-", *more))))


def test_every_agency_stands_there_with_its_sums_and_whose_it_is(office):
    told = office.run("board")
    lines = [line.split(" · ")[0].split() for line in told.splitlines()[:3]]
    assert [(line[0], line[1]) for line in lines] == [("DPR", "v1"), ("DSNY", "v1"), ("LPC", "○")]
    assert "MMR Fiscal 2026, 3 agencies: ▲ queries open: 1 · ● accepted: 1 · ○ not received: 1" in told
    assert "Accepted by A. Chief on " in told
    assert "Ana Diaz                   1 agency, 1 accepted, 0 errors" in told
    assert "(in no portfolio)          1 agency" in told


def test_all_doors_say_the_same(office, tmp_path):
    rows = rows_of(office)
    said = json.loads(office.run("board", "--json", "-"))
    frame = open_office(office.folder).board().to_frame()
    office.run("board", "--sheet", tmp_path / "board.xlsx", "--csv", tmp_path / "b.csv", "--json", tmp_path / "b.json")
    assert [row["agency"] for row in rows] == [row["agency"] for row in said["rows"]] == list(frame["agency"])
    assert [row["state"] for row in rows] == list(frame["state"]) == [row["state"] for row in said["rows"]]
    assert list(frame["queries"]) == [int(row["queries"]) for row in rows]
    assert said["states"] == {"queries open": 1, "accepted": 1, "not received": 1}
    page = openpyxl.load_workbook(tmp_path / "board.xlsx")["Board"]
    heads = [cell.value for cell in page[5]]
    sheet = [dict(zip(heads, [cell.value for cell in row], strict=True)) for row in page.iter_rows(min_row=6)]
    assert [row["Agency"] for row in sheet] == [row["agency"] for row in rows]
    assert [row["State"] for row in sheet] == ["▲ queries open", "● accepted", "○ not received"]
    assert [row["Queries"] or 0 for row in sheet] == [int(row["queries"]) for row in rows]
    assert page.cell(4, heads.index("Queries") + 1).value == "=SUBTOTAL(109,E6:E8)"
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8")) == said
    assert (tmp_path / "b.csv").read_bytes().startswith(b"\xef\xbb\xbfedition,agency,")


def test_mine_are_the_agencies_whose_analyst_or_backup_i_am(office):
    assert [row["agency"] for row in rows_of(office, "--of", "ADIAZ")] == ["DSNY"]
    assert [row["agency"] for row in rows_of(office, "--of", "ben ortiz")] == ["DPR", "DSNY"]
    assert "No agency is in the portfolio of nobody." in office.run("board", "--of", "nobody", leaves=2)
    settings = office.folder / "settings.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("agencies: [DPR]", "agencies: [DPR, DSNY]"), encoding="utf-8")
    told = office.run("board", leaves=2)
    assert "DSNY is in the portfolios of Ana Diaz and of Ben Ortiz." in told
    settings.write_text(text.replace("agencies: [DPR]", "agencies: [DPX]"), encoding="utf-8")
    assert "DPX" in office.run("board", leaves=2)


def test_what_stands_for_no_agency_is_told_and_the_others_go_on(office):
    (office.folder / "inbox" / "torn.xlsx").write_bytes(b"not a workbook")
    told = office.run("board", leaves=4)
    assert "▲ torn.xlsx: cannot be read" in told
    assert "3 agencies" in told


def test_two_files_of_one_version_are_noted(office):
    first = office.folder / "inbox" / "PMR_DPR_MMR_FY26_v1.xlsx"
    first.with_name("PMR_DPR_MMR_FY26_v1 (1).xlsx").write_bytes(first.read_bytes() + b"")
    assert next(row["note"] for row in rows_of(office) if row["agency"] == "DPR") == "2 files of version 1"


def test_what_is_released_says_so_and_what_is_accepted_afterwards_does_not(office):
    office.run("accept", office.folder / "inbox" / "PMR_DPR_MMR_FY26_v1.xlsx", "--despite", "as printed")
    office.run("edition", "release", "MMR-FY26", "--by", "A. Chief", "--despite", "LPC=late")
    states = {row["agency"]: row["state"] for row in rows_of(office)}
    assert states == {"DPR": "released", "DSNY": "released", "LPC": "not received"}


def test_without_an_office_of_ones_own_there_is_no_board():
    from pmr_xl.office import built_in_office

    with pytest.raises(Fault, match="Without an office of your own"):
        board(Desk(built_in_office()), MMR)


def test_the_sheet_is_one_screen_and_one_page_wide(office):
    page = paper_of(board(Desk(office.folder), MMR)).page("Board")
    assert pixels(page) <= SCREEN
    assert type_in_print(page) >= LEAST_TYPE
    assert (page.print.fit_width, page.print.fit_height) == (1, 1)
    high = (
        page.heights[1] + page.heights[2] + page.heights[3] + page.heights[4] + page.heights[5] + 45 * page.heights[6]
    )
    room = (8.5 - 1.0) * 72 / (type_in_print(page) / 9)  # points of 45 agencies at the scale of the width
    assert high <= room
    states = [put.content for (row, column), put in page.cells.items() if column == 2 and row > 5]
    assert all(str(state)[0] in "✕▲●○■✎✓↩?–" for state in states)
    assert len(states) == 3
