"""The page of an office with a report, definitions and lists of its own says what the command line says there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from page_runtime import asked, content, needs_runtime
from years_played import Years

from pmr_xl.forms.submission_form.by_member.plan import BREAKDOWNS, FIRST_ROW, HEADING_ROW

pytestmark = needs_runtime
LOTS, VIOLATIONS = "dsny-lots-cleaned-citywide", "dsny-cleanliness-violations-issued"
PLAN = """\
title: Cleanliness for the Council
asked_by: a letter of the Council
source: the letter
covers: part
months: 6
tags: [cleanliness]
breakdowns: [garage]
"""
GARAGES = """\
name: Garage
source: the department's own list
members:
  - {code: "N", name: North}
  - {code: "S", name: South}
"""
LAST = {"N": 40, "S": 260}


def office_of_its_own(folder: Path) -> Years:
    """Sanitation with lots by garage, last year's known; two indicators on a report of the Council; one defined."""
    office = Years(folder, only=["DSNY"])
    office.history()
    schemas = office.folder / "schemas"
    for name in ("emergency-response-times", "equity-indicators", "language-access", "lead-paint"):
        (schemas / "reports" / f"{name}.yaml").unlink()  # of agencies that are not in this office
    (schemas / "reports" / "clean.yaml").write_text(PLAN, encoding="utf-8")
    (schemas / "breakdowns" / "garage.yaml").write_text(GARAGES, encoding="utf-8")
    (schemas / "definitions").mkdir(exist_ok=True)
    (schemas / "definitions" / "dsny.yaml").write_text(
        f"agency: DSNY\ndefinitions:\n  - id: {LOTS}\n    definition: Vacant lots cleaned by the department.\n",
        encoding="utf-8",
    )
    for name in (LOTS, VIOLATIONS):
        office.edit((f"id: {name}\n", f"id: {name}\n            tags: [cleanliness]\n"))
    office.edit(("name: Lots cleaned citywide\n", "name: Lots cleaned citywide\n            breakdowns: [garage]\n"))
    rows = "".join(f"DSNY,Lots cleaned citywide,Garage,{code},FY2025,{figure}\n" for code, figure in LAST.items())
    table = folder.parent / "lots.csv"
    table.write_text(f"agency,indicator,place_kind,place,period,value\n{rows}", encoding="utf-8")
    office.run("record", "import-places", table)
    return office


def by_garage(form: Path) -> None:
    """Figures typed by garage: one far from last year's, one empty."""
    book = openpyxl.load_workbook(form)
    sheet = book[BREAKDOWNS]
    at = {cell.value: cell.column for cell in sheet[HEADING_ROW]}
    sheet.cell(FIRST_ROW, at["Figure"]).value = 4000
    book.save(form)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The office, its two filled forms, and what the page answers."""
    room = tmp_path_factory.mktemp("own")
    office = office_of_its_own(room / "office")
    whole = office.form()
    by_garage(whole)
    own = office.filled("DSNY", "--report", "clean", "--year", "2026", "--due", "2026-02-01")
    requests = [
        ["about"],
        ["check", whole.name, whole],
        ["check", own.name, own],
        ["blank", "DSNY", "CLEAN-FY26-T06", "2026-02-01"],
        ["blank", "DSNY", "MMR-FY26", "2026-09-03"],
        ["packages"],
    ]
    names = ("about", "whole", "own", "blank", "blank_whole", "packages")
    return office, {"whole": whole, "own": own}, dict(zip(names, asked(requests, room, office.folder), strict=False))


@pytest.mark.parametrize("which", ["whole", "own"])
def test_its_forms_are_told_byte_for_byte(told, tmp_path, which):
    office, forms, answers = told
    alone = Path(shutil.copy(forms[which], tmp_path))
    office.run("validate", alone, "--json", tmp_path / "told.json", leaves=None)
    assert answers[which]["json"].encode() == (tmp_path / "told.json").read_bytes()
    review = tmp_path / answers[which]["review"]["name"]
    assert content(answers[which]["review"]) == review.read_bytes()


def test_what_is_found_is_of_the_office_s_own(told):
    _, _, answers = told
    found = {name: json.loads(answers[name]["json"]) for name in ("whole", "own")}
    assert {one["rule"] for one in found["whole"]["findings"]} >= {"PLC-010"}
    assert any(
        "4,000 of North is far from the 40 of fiscal 2025" in one["message"] for one in found["whole"]["findings"]
    )
    assert found["own"]["form"]["report"] == "CLEAN"


@pytest.mark.parametrize(("which", "of"), [("blank", "clean"), ("blank_whole", "mmr")])
def test_its_blank_forms_are_those_of_the_command_line(told, tmp_path, which, of):
    office, _, answers = told
    due = "2026-02-01" if of == "clean" else "2026-09-03"
    office.run("blank", "DSNY", "--report", of, "--year", "2026", "--due", due, "--into", tmp_path)
    assert content(answers[which]) == (tmp_path / answers[which]["name"]).read_bytes()


def test_the_page_offers_its_own_report_and_loads_no_yaml(told):
    _, _, answers = told
    offered = {one["code"]: (one["title"], one["when"]) for one in answers["about"]["reports"]}
    assert offered["CLEAN"] == ("Cleanliness for the Council", "-T06")
    assert [*offered][:3] == ["MMR", "PMMR", "CPR"]
    assert offered["CPR"][1] == "-M"
    assert not set(json.loads(answers["packages"]["modules"])) & {"yaml", "pydantic"}
