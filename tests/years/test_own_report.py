"""A report of an office's own: a file makes it one that agencies get forms for, and that is accepted and released."""

from __future__ import annotations

import csv

import pytest
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.form import submission_of
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.record.order import rank

PLAN = """\
title: Cleanliness for the Council
asked_by: a letter of the Council
source: the letter
covers: part
months: 6
tags: [cleanliness]
columns: [actual, part, change, status]
due_after: 45
recipients: [the Council]
notes:
  - For the hearing on cleanliness.
"""
TAGGED = ("dsny-lots-cleaned-citywide", "dsny-cleanliness-violations-issued", "nypd-average-response-time-critical")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """DSNY and FDNY; two of DSNY's indicators bear the tag that the report chooses by."""
    office = Years(tmp_path_factory.mktemp("own") / "office", only=("DSNY", "FDNY"))
    office.history()
    for name in TAGGED[:2]:
        office.edit((f"id: {name}\n", f"id: {name}\n            tags: [cleanliness]\n"))
    (office.folder / "schemas" / "reports" / "clean.yaml").write_text(PLAN, encoding="utf-8")
    return office


def test_forms_are_made_of_what_it_chooses_alone(office, tmp_path):
    asked = ("--report", "clean", "--year", "2026", "--due", "2026-02-01", "--into", tmp_path)
    told = office.run("blank", "--all", *asked)
    assert "PMR_DSNY_CLEAN_FY26-T06_v1.xlsx" in told
    assert "FDNY" not in told
    _, read = submission_of(Desk(office.folder), read_book(tmp_path / "PMR_DSNY_CLEAN_FY26-T06_v1.xlsx"))
    assert [one.line.id for one in read.entries] == list(TAGGED[:2])
    assert read.edition.code == "CLEAN-FY26-T06"
    assert read.edition.title == "CLEAN July to December 2025"
    assert not read.edition.asks_targets
    refused = office.run("blank", "FDNY", *asked, leaves=2)
    assert "none of its" in refused


def test_it_goes_the_whole_way(office, tmp_path):
    office = office.copy(tmp_path / "office")
    sent = office.filled("DSNY", "--report", "clean", "--year", "2026", "--due", "2026-02-01")
    office.run("validate", sent, leaves=None)
    office.run("review", sent, "--into", tmp_path / "review")
    office.run("accept", sent, "--by", "A. Supervisor", "--despite", "half a year was not published before")
    listed = office.run("edition", "list")
    assert "CLEAN-FY26-T06" in listed
    assert "1 of 1" in listed
    office.run("assemble", "--all", "--report", "clean", "--year", "2026", "--into", tmp_path / "tables", "--csv")
    book = read_book(tmp_path / "tables" / "PMR_DSNY_CLEAN_FY26-T06_tables.xlsx")
    said = [str(cell.value) for cell in book.sheet("Tables").cells.values()]
    assert any("Cleanliness for the Council" in one for one in said)
    assert "6-Month Actual" in said
    with (tmp_path / "tables" / "PMR_CLEAN_FY26-T06_clean.csv").open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    assert {one["indicator_id"] for one in rows} == set(TAGGED[:2])
    notes = [one for one in said if one.startswith(("For the hearing on cleanliness.", "Asked for by"))]
    assert len(notes) == 2, "the report's own note, and who asks for it"
    none = office.run("assemble", "FDNY", "--report", "clean", "--year", "2026", "--into", tmp_path / "none", leaves=2)
    assert "FDNY has no indicator in Cleanliness for the Council" in none
    told = office.run("edition", "release", "CLEAN-FY26-T06", "--by", "A. Supervisor")
    assert "CLEAN" in told
    office.run("edition", "verify", "CLEAN-FY26-T06")


def test_the_mmr_is_not_touched_by_it():
    own = Edition.parse("CLEAN-FY26-T06")
    assert rank(own) not in {rank(Edition(Report.PMMR, 2026)), rank(Edition(Report.CPR, 2026, 6))}
    assert rank(Edition(Report.CPR, 2026, 6)) < rank(own) < rank(Edition(Report.CPR, 2026, 7))
    assert rank(Edition(Report.MMR, 2026)) < rank(Edition.parse("LEAD-FY26")) < rank(Edition(Report.CPR, 2027, 2))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("tags: [clean]", "tags: “clean” is on no indicator. The tags are: cleanliness, language-access."),
        ("columns: [trend]", "columns: “trend” is not known"),
        ("due_on: 13-01", "due_on: “13-01” is no day"),
        ("months: 12", "months: 12 is no part of a year"),
        ("name: other", "“name” is said by the file's own name"),
        ("breakdowns: [nothing]", "breakdowns: “nothing” is not known"),
        ("of: mmr", "is said by the report whose figures it prints"),
    ],
)
def test_what_cannot_be_is_told_with_what_can(office, said, told):
    key = said.partition(":")[0]
    lines = [line for line in PLAN.splitlines() if not line.startswith(f"{key}:")]
    path = office.folder / "schemas" / "reports" / "wrong.yaml"
    path.write_text("\n".join([*lines, said, ""]), encoding="utf-8")
    try:
        answer = office.run("blank", "DSNY", "--report", "wrong", "--year", "2026", leaves=2)
    finally:
        path.unlink()
    assert told in answer


def test_an_edition_of_no_report_is_told(office):
    assert "There is no report “dmmr”" in office.run("edition", "open", "DMMR-FY26", leaves=2)
    settings = office.folder / "settings.yaml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(f"{before}\nasking: [DMMR-FY26]\n", encoding="utf-8")
    try:
        assert "is of no report that is known" in office.run("board", leaves=2)
    finally:
        settings.write_text(before, encoding="utf-8")
