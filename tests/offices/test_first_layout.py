"""Forms of the first layout, as they are with agencies, are still read, judged, compared, repaired and marked."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.form import submission_of
from pmr_xl.model.entry import Ask
from pmr_xl.model.submission import FIRST_LAYOUT
from pmr_xl.office import built_in_office

FORMS = Path(__file__).parent / "first_layout"
FILLED = sorted(path.name for path in FORMS.glob("PMR_*.xlsx"))
TYPED = (Ask.ACTUAL, Ask.TO_DATE, Ask.REASON, Ask.TARGET, Ask.NEXT_TARGET, Ask.EXPLANATION)


def table(name, form):
    with (FORMS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row.pop("form") == form]
    assert rows
    return [tuple(row.values()) for row in rows]


def ask(*arguments, leaves):
    done = CliRunner().invoke(pmr, list(map(str, arguments)))
    assert done.exit_code in leaves, done.output
    return done.stdout


@pytest.mark.parametrize("form", FILLED)
def test_every_figure_and_text_is_read_where_it_was(form):
    _, submission = submission_of(Desk(built_in_office()), read_book(FORMS / form))
    assert submission.layout == FIRST_LAYOUT
    assert submission.lost_columns == submission.lost_sheets == submission.strange_headings == ()
    read = [
        (entry.line.id, key, there.where.address, there.as_printed)
        for entry in submission.entries
        for key in TYPED
        if (there := entry.get(key)) is not None and there.cell is not None and there.cell.formula is None
        if not there.empty
    ]
    assert read == table("entries", form)


@pytest.mark.parametrize("form", FILLED)
def test_every_error_is_found_and_its_layout_is_none(form):
    told = json.loads(ask("validate", FORMS / form, "--no-copy", "--json", "-", leaves=(2,)))["findings"]
    errors = {(one["rule"], one["severity"], one["cell"]) for one in told if one["severity"] == "error"}
    assert set(table("errors", form)) <= errors
    assert not {one["rule"] for one in told if one["rule"].startswith(("STR", "IDN"))} - {"IDN-008"}


def test_a_mark_typed_over_is_still_found(tmp_path):
    path = Path(shutil.copy(FORMS / "PMR_FDNY_MMR_FY26_v1.xlsx", tmp_path))
    book = openpyxl.load_workbook(path)
    book["Submission"]["E7"], book["Submission"]["C8"], book["Submission"]["Q9"] = "No", "tons", "Goal 9z. Another."
    starred = book["Submission"]["E8"].value
    book.save(path)
    told = json.loads(ask("validate", path, "--no-copy", "--json", "-", leaves=(2,)))["findings"]
    found = {(one["rule"], one["cell"]) for one in told if one["rule"].startswith("IDN")}
    assert {("IDN-004", "C8"), ("IDN-010", "Q9")} <= found
    assert ("IDN-010", "E8") not in found, starred


def test_one_sent_back_is_marked_repaired_and_compared(tmp_path):
    path = Path(shutil.copy(FORMS / "PMR_FDNY_MMR_FY26_v1.xlsx", tmp_path))
    ask("validate", path, "--into", tmp_path, leaves=(2,))
    assert "PMR findings" in openpyxl.load_workbook(tmp_path / "PMR_FDNY_MMR_FY26_v1_review.xlsx").sheetnames
    assert "37500" in ask("repair", path, leaves=(0, 1, 2)).replace(",", "")
    later = Path(shutil.copy(path, tmp_path / "PMR_FDNY_MMR_FY26_v2.xlsx"))
    book = openpyxl.load_workbook(later)
    book["Submission"]["J8"] = 4321
    book.save(later)
    assert "J8" in ask("compare", later, path, "--into", tmp_path, leaves=(0, 1))


def test_a_version_in_another_layout_differs_by_what_was_typed_alone(tmp_path):
    blank = ask(
        "blank", "DSNY", "--report", "mmr", "--year", 2026, "--due", "2026-08-14", "--into", tmp_path, leaves=(0,)
    )
    assert "1 blank form" in blank
    new = tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx"
    book = openpyxl.load_workbook(new)
    book["Submission"]["J3"] = 4321
    book.save(new)
    told = ask("compare", new, FORMS / "blank_PMR_DSNY_MMR_FY26_v1.xlsx", "--into", tmp_path, leaves=(0, 1))
    assert "4,321" in told
    assert told.count("Submission!") == 1, told
