"""Validating again: what an earlier review copy holds is kept, and no module is loaded that the work does not need."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from findings_columns import letter, number, rows_of

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import validate
from pmr_xl.forms.review_copy.answer_reader import read_states
from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import Waiver

SPARED = {
    "pandas", "numpy", "openpyxl", "xlsxwriter", "pydantic", "yaml", "statistics", "random", "shutil", "tempfile",
    "textwrap", "html", "difflib", "platform", "uuid", "getpass", "zipfile", "csv",
}  # fmt: skip
VALIDATE = """
import sys
started = {name.partition(".")[0] for name in sys.modules}  # some systems' Python begins with more than it needs
from pathlib import Path
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import validate
office, form, into = map(Path, sys.argv[1:])
print(len(validate(Desk(office), form, into).findings))
print(*{name.partition(".")[0] for name in sys.modules} - started)
"""


def test_validating_again_loads_no_more_than_it_needs(made, tmp_path):
    form = next((made.folder / "submissions").glob("*_NYPD_*"))
    asked = [sys.executable, "-c", VALIDATE, made.folder / "office", form, tmp_path]
    for _ in range(2):  # the first run may judge the schemas and keep them; the second finds an earlier review copy too
        found, loaded = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    result = next(one for one in made.validations if one.path == form)
    assert int(found) == len(result.findings)
    assert not set(loaded.split()) & SPARED


@pytest.mark.parametrize("name", ["PMR findings", "To do before Friday"])
def test_answers_outlive_the_name_of_their_sheet(made, tmp_path, name):
    form, desk = next((made.folder / "submissions").glob("*_NYPD_*")), Desk(made.folder / "office")
    first = validate(desk, form, tmp_path)
    book = openpyxl.load_workbook(first.review)
    sheet = book["PMR findings"]
    sheet[f"{letter('Your answer')}7"] = "Two precincts reported in August, 14 days late."
    sheet.title = name
    book.save(first.review)
    again = validate(desk, form, tmp_path)
    assert [one.as_dict() for one in again.findings] == [one.as_dict() for one in first.findings]
    told = [answer.explanation for group in read_states(read_book(again.review)).values() for answer in group]
    assert [text for text in told if text] == ["Two precincts reported in August, 14 days late."]


WHY = "Two precincts reported 14 days late, because their systems were replaced."


def answered(review, code, state, explanation, to):
    """The review copy with the rows of a rule answered."""
    book = openpyxl.load_workbook(review)
    sheet = book["PMR findings"]
    rows = rows_of(sheet, code)
    for row in rows:
        sheet.cell(row, number("State")).value = state
        sheet.cell(row, number("Your answer")).value = explanation
    book.save(to)
    return len(rows)


def stands(review, code):
    """State and explanation of a rule's rows."""
    sheet = openpyxl.load_workbook(review)["PMR findings"]
    columns = number("State"), number("Your answer")
    told = {tuple(sheet.cell(row, column).value for column in columns) for row in rows_of(sheet, code)}
    return told, sheet["A2"].value


@pytest.fixture
def sent(made, tmp_path):
    """A submission with a query and an error, judged once in a folder of its own."""
    form = shutil.copy(next((made.folder / "submissions").glob("*_FDNY_*_v1.xlsx")), tmp_path)
    desk = Desk(made.folder / "office")
    return desk, validate(desk, Path(form))


def query(result):
    """A rule whose queries nobody has explained."""
    return next(f.rule for f in result.findings if f.severity is Severity.QUERY and not f.explained)


def test_an_answer_that_says_enough_answers_its_query(sent):
    desk, first = sent
    code = query(first)
    count = answered(first.review, code, "✎ Explained", WHY, first.review)
    again = validate(desk, first.path)
    told = [finding.explained for finding in again.findings if finding.rule == code]
    assert count
    assert told == [True] * count
    states, headline = stands(again.review, code)
    assert states == {("✎ Explained", WHY)}
    assert f"{count} explained" in headline


def test_an_answer_that_says_nothing_leaves_the_query_open(sent):
    desk, first = sent
    code = query(first)
    answered(first.review, code, "✎ Explained", "OK", first.review)
    again = validate(desk, first.path)
    assert not any(finding.explained for finding in again.findings if finding.rule == code)
    assert stands(again.review, code)[0] == {("○ Open", "OK")}


@pytest.mark.parametrize("state", ["✎ Explained", "● Waived"])
def test_an_error_is_mended_and_not_explained(sent, state):
    desk, first = sent
    error = next(finding.rule for finding in first.findings if finding.blocking)
    answered(first.review, error, state, WHY, first.review)
    again = validate(desk, first.path)
    assert again.exit_code == 2
    assert stands(again.review, error)[0] == {("○ Open", WHY)}


def test_answers_are_carried_to_the_next_version(sent):
    desk, first = sent
    code = query(first)
    answered(first.review, code, "✎ Explained", WHY, first.review)
    second = validate(desk, Path(shutil.copy(first.path, first.path.with_name(first.path.name.replace("_v1", "_v2")))))
    assert stands(second.review, code)[0] == {("✎ Explained", WHY)}


def test_a_review_copy_is_written_under_a_waiver(sent):
    desk, first = sent
    waived = next(finding for finding in first.findings if finding.rule == (code := query(first)))
    waiver = Waiver(code, "a new source", "A. Diaz", date(2999, 1, 1), indicator=waived.indicator_id)
    desk.library.__dict__["settings"] = replace(desk.settings, waivers=(waiver,))
    again = validate(desk, first.path)
    assert "1 waived" in stands(again.review, code)[1]


def test_our_own_notes_are_no_remarks(sent):
    desk, first = sent
    assert not [finding for finding in validate(desk, first.review).findings if finding.rule == "STR-016"]
