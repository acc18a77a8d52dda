"""Excel's task pane in a real browser, with a stand-in of Excel's library at Microsoft's address."""

from __future__ import annotations

import base64
import shutil

import pytest
from click.testing import CliRunner
from page_opened import driven, hosted, made_pages, needs_browser
from page_runtime import PROJECT
from season_played import write

from pmr_xl.cli.commands import pmr
from pmr_xl.rules.engine.pages import read_page
from pmr_xl.rules.engine.registry import rulebook

pytestmark = needs_browser
NAME = "PMR_FDNY_MMR_FY26_v1.xlsx"
SAMPLE = PROJECT / "workbooks" / "submissions" / NAME
WORDS = "Down 12% because two units were out of service for five months"
LIBRARY = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js"


def opened(room, which):
    """What was seen: the sample open in Excel, then with J3 corrected, then with an explanation in P10 too."""
    for name, cells in (("edited.xlsx", {"J3": 37500.0}), ("explained.xlsx", {"J3": 37500.0, "P10": WORDS})):
        write(SAMPLE, room / name, {"xl/worksheets/sheet3.xml": cells})
    with hosted(made_pages() / "site") as place:
        books = (SAMPLE, room / "edited.xlsx", room / "explained.xlsx")
        return driven("pane.mjs", which, place, room, *books) | {"place": place}


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("pane"), "everyday")


def test_the_open_workbook_is_read_and_a_finding_leads_to_its_cell(seen):
    assert seen["title"] == "Fire Department · MMR Fiscal 2026"
    assert (seen["lines"], seen["first"], seen["where"]) == (13, "Submission!J3", "11 of 13")
    assert seen["clicked"] == ["Submission!J10"]
    assert "Holds 209.5; whole things are counted here." in seen["card"]
    assert seen["steps"] == ["Submission!J10", "Submission!P71", "Submission!J10"]
    assert seen["chosen"] == "Submission!J26"
    assert seen["stillOpen"] == 0  # of the files that Excel made for it
    assert seen["slices"] > 5


def test_an_edit_is_checked_at_once_and_its_row_told_first(seen):
    assert seen["edited"] == "✓ Submission, row 3: nothing is found any more."
    assert seen["left"] == seen["lines"] - 1
    assert seen["again"] == "Submission, row 10: 1 finding left."
    assert seen["top"] == "Submission!J10"


def test_words_are_written_into_the_row_s_explanation_and_can_be_taken_back(seen):
    assert seen["written"] == [["values", "Submission!P10", f"'={WORDS}"]]  # words, not a formula
    assert seen["explained"] == "✓ Submission, row 10: nothing more is asked."
    assert seen["takenBack"] == [*seen["written"], ["formulas", "Submission!P10", ""]]
    assert "Press Enter or Esc in the cell you are typing in" in seen["refused"]


def test_the_copies_that_are_opened_beside_are_those_of_the_command_line(seen, tmp_path):
    alone = shutil.copy(SAMPLE, tmp_path / NAME)
    for words in (("validate", alone), ("repair", alone, "--apply")):
        CliRunner().invoke(pmr, ["--office", str(PROJECT), *map(str, words)])
    review, repaired = map(base64.b64decode, seen["opened"])
    assert review == (tmp_path / NAME.replace(".xlsx", "_review.xlsx")).read_bytes()
    assert repaired == (tmp_path / NAME.replace(".xlsx", "_repaired.xlsx")).read_bytes()
    assert seen["fixes"] == 2


def test_only_microsoft_s_library_comes_from_elsewhere_and_nothing_can_be_sent(seen):
    elsewhere = {one for one in seen["requests"] if not one.startswith((seen["place"], "blob:", "data:"))}
    assert elsewhere - {"https://example.org/", "https://appsforoffice.microsoft.com/"} == {LIBRARY}
    assert (seen["escape"], seen["leak"]) == ("refused", "refused")
    tried = ("example.org", "appsforoffice.microsoft.com/'", "appsforoffice.microsoft.com/.")
    assert [one for one in seen["errors"] if not any(place in one for place in tried)] == []


def test_the_rule_s_whole_page_stands_beside_the_finding(seen):
    examples = {one.title for rule in rulebook().values() for one in read_page(rule.page).examples}
    assert seen["examples"]
    assert set(seen["examples"]) <= examples


def test_it_fits_a_narrow_pane_and_hinders_nobody(seen):
    assert seen["rulesRun"] > 20
    assert [one for one in seen["axe"] if one[2] in ("serious", "critical")] == []
    assert (seen["wide320"], seen["wide450"]) == (320, 450)


@pytest.mark.season
def test_an_excel_that_gives_less_is_told_and_a_file_can_be_chosen_instead(tmp_path):
    seen = opened(tmp_path, "lesser")
    assert "outside Excel, choose a file below" in seen["outside"]
    assert "was not loaded from Microsoft's address" in seen["blocked"]
    assert "does not give the open workbook" in seen["noFile"]
    assert seen["dropped"] == ["Submission!J3"]
    assert seen["live"] is False  # an Excel that tells of no change is asked by hand
    assert "did not open" in seen["noCopy"]
