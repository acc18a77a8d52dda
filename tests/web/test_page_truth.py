"""The page in a runtime of its own says what the command line says, byte for byte."""

from __future__ import annotations

import json
import shutil
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from click.testing import CliRunner
from forms_of_all import blank_and_filled, told_here
from openpyxl import Workbook
from page_runtime import PROJECT, asked, content, needs_runtime

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import as_json, validate

pytestmark = needs_runtime
LIST = "id,FY26 actual\nfdny-violation-orders-issued,4 921\nfdny-serious-fires,2104\nfdny-nothing-such,5\n"
BOOK = [
    ("fdny-violation-orders-issued", 4921, "#,##0"),
    ("fdny-hazard-complaints-resolved-within-one-day", 0.912, "0.0%"),
    ("fdny-end-average-response-time-structural-fires", time(0, 5, 17), "h:mm:ss"),
    ("fdny-serious-fires", date(2026, 6, 30), "yyyy-mm-dd"),
    ("fdny-nothing-such", "5", "@"),
]
SAMPLE = PROJECT / "workbooks" / "submissions" / "PMR_FDNY_MMR_FY26_v1.xlsx"


def as_workbook(path: Path) -> Path:
    """The list as a workbook: a merged title, a figure with its sign, a share, a time."""
    book = Workbook()
    sheet = book.active
    sheet.merge_cells("A1:B1")
    sheet["A1"] = "Figures as of June 30"
    sheet.append(["id", "FY26 actual"])
    for row, (name, figure, code) in enumerate(BOOK, 3):
        sheet.cell(row, 1, name)
        sheet.cell(row, 2, figure).number_format = code
    book.save(path)
    return path


def command(*words: object) -> int:
    return CliRunner().invoke(pmr, [str(word) for word in words]).exit_code


def by_command(path: Path, room: Path) -> bytes:
    """What ``pmr validate --json`` writes of a file that lies alone."""
    room.mkdir(parents=True)
    alone = Path(shutil.copy(path, room / path.name))
    command("--office", PROJECT, "validate", alone, "--json", room / "told.json")
    return (room / "told.json").read_bytes()


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    room = tmp_path_factory.mktemp("page")
    (no_workbook := room / "notes.xlsx").write_bytes(b"nothing of the kind")
    (listed := room / "list.csv").write_text(LIST, encoding="utf-8")
    requests = [
        ["about"],
        ["check", SAMPLE.name, SAMPLE],
        ["check", SAMPLE.name, SAMPLE],
        ["repair", SAMPLE.name, SAMPLE],
        ["compare", "PMR_FDNY_MMR_FY26_v2.xlsx", SAMPLE, SAMPLE.name, SAMPLE],
        ["blank", "DSNY", "MMR-FY26", "2026-08-14"],
        ["check", no_workbook.name, no_workbook],
        ["compare", no_workbook.name, no_workbook, SAMPLE.name, SAMPLE],
        ["blank", "DSNY", "MMR-FY26", ""],
        ["packages"],
        ["fill", SAMPLE.name, SAMPLE, "list.csv", listed],
        ["fill", SAMPLE.name, SAMPLE, "list.xlsx", as_workbook(room / "list.xlsx")],
        ["fill", SAMPLE.name, SAMPLE, "notes.xlsx", no_workbook],
    ]
    names = [
        "about",
        "first",
        "second",
        "repaired",
        "compared",
        "blank",
        "ill",
        "refused",
        "no_day",
        "packages",
        "filled",
        "filled_from_book",
        "no_list",
    ]
    return dict(zip(names, asked(requests, room), strict=False))


def test_findings_and_review_copy_are_those_of_the_command_line(answers, tmp_path):
    told = by_command(SAMPLE, tmp_path / "command")
    assert answers["first"]["json"].encode() == answers["second"]["json"].encode() == told
    review = tmp_path / "command" / "PMR_FDNY_MMR_FY26_v1_review.xlsx"
    assert content(answers["first"]["review"]) == content(answers["second"]["review"]) == review.read_bytes()


def test_the_repaired_copy_and_its_ledger_are_those_of_the_command_line(answers, tmp_path):
    alone = Path(shutil.copy(SAMPLE, tmp_path / SAMPLE.name))
    assert command("--office", PROJECT, "repair", alone, "--apply") == 0
    assert content(answers["repaired"]["file"]) == (tmp_path / answers["repaired"]["file"]["name"]).read_bytes()
    assert {row["where"] for row in json.loads(answers["repaired"]["done"])} == {"Submission!J3", "Submission!J26"}


def test_a_blank_form_is_the_one_of_the_command_line(answers, tmp_path):
    order = ("blank", "DSNY", "--report", "mmr", "--year", 2026, "--due", "2026-08-14", "--into", tmp_path)
    assert command("--office", PROJECT, *order) == 0
    assert content(answers["blank"]) == (tmp_path / answers["blank"]["name"]).read_bytes()


@pytest.mark.parametrize("which", ["filled", "filled_from_book"])
def test_a_form_filled_from_a_list_is_the_one_of_the_command_line(answers, tmp_path, which):
    alone = Path(shutil.copy(SAMPLE, tmp_path / SAMPLE.name))
    if which == "filled":
        (listed := tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    else:
        listed = as_workbook(tmp_path / "list.xlsx")
    command("--office", PROJECT, "fill", alone, listed)
    told = answers[which]
    files = [one for one in (told.get("file"), told["page"]) if one]
    assert [one["name"] for one in files] == sorted(path.name for path in tmp_path.glob("*_filled*.xlsx"))
    assert [content(one) for one in files] == [(tmp_path / one["name"]).read_bytes() for one in files]
    assert any("fdny-nothing-such" in line for line in json.loads(told["left"]))


def test_two_versions_that_say_the_same_differ_in_nothing(answers):
    assert json.loads(answers["compared"]["changes"]) == []
    assert answers["compared"]["name"] == "PMR_FDNY_MMR_FY26_v2_changes.xlsx"


def test_what_is_no_workbook_is_said_as_everywhere(answers, tmp_path):
    (path := tmp_path / "notes.xlsx").write_bytes(b"nothing of the kind")
    assert answers["ill"]["json"].encode() == by_command(path, tmp_path / "command")
    assert "review" not in answers["ill"]
    assert json.loads(answers["ill"]["view"])["exit"] == 3


def test_a_request_that_cannot_be_met_gives_fault_and_remedy(answers):
    for name in ("refused", "no_day", "no_list"):
        assert answers[name]["fault"]
        assert answers[name]["remedy"]


def test_the_page_shows_services_charts_rules_and_status(answers):
    view = json.loads(answers["first"]["view"])
    rows = view["findings"]
    assert [row["no"] for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) == len(json.loads(answers["first"]["json"])["findings"])
    assert {row["severity"] for row in rows} == {"error", "query", "info"}
    assert len({row["service"] for row in rows if row["service"]}) > 1
    assert all(view["rules"][row["rule"]]["why"] for row in rows)
    chart = view["charts"]["fdny-hazard-complaints-resolved-within-one-day"]
    assert [point["label"] for point in chart] == ["FY22", "FY23", "FY24", "FY25", "FY26"]
    assert sum(count for _, count in view["status"]) > 50


def test_neither_pydantic_nor_yaml_nor_a_table_library_is_there(answers):
    loaded = set(json.loads(answers["packages"]["modules"]))
    assert "xlsxwriter" in loaded
    assert not loaded & {"pydantic", "pydantic_core", "yaml", "pandas", "openpyxl", "click", "rich", "xlwings", "docx"}


@pytest.mark.season
def test_every_agency_s_form_blank_and_filled_is_told_byte_for_byte(tmp_path):
    blanks, filled = blank_and_filled(tmp_path)
    forms = [*blanks, *filled]
    assert len(forms) == 90
    told = asked([["check", form.name, form] for form in forms], tmp_path)
    here = told_here(forms)
    assert [form for form, ours, theirs in zip(forms, here, told, strict=False) if theirs["json"] != ours] == []
    assert len({*here}) == 90


@pytest.mark.season
def test_a_second_check_takes_no_more_than_four_times_what_it_takes_the_command_line(tmp_path):
    """The quickest of several on both sides: what else the computer does is not measured.

    Where others are at work all through one side's turn, both have another.
    """
    desk, page, line = Desk(PROJECT), [], []
    for turn in range(3):
        *_, told = asked([["check", SAMPLE.name, SAMPLE]] * 6, tmp_path)
        checks = [after - before for before, after in pairwise(told["times"][1:])]
        assert len(checks) == 6
        page += checks[1:]
        line += [_milliseconds(desk, tmp_path / f"{turn} {number}") for number in range(6)][1:]
        if min(page) <= 4 * min(line):
            break
    assert min(page) <= 4 * min(line), (page, line)


def _milliseconds(desk, room):
    """What one check takes by the command line's own way."""
    room.mkdir()
    alone = Path(shutil.copy(SAMPLE, room))
    begun = perf_counter()
    as_json([validate(desk, alone).as_dict()], alone=True)
    return 1000 * (perf_counter() - begun)
