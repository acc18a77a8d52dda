"""Validating again: what an earlier review copy holds is kept, and no module is loaded that the work does not need."""

from __future__ import annotations

import subprocess
import sys

import openpyxl
import pytest

from pmr_xl.books.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import validate
from pmr_xl.forms.answers import read_states

SPARED = {
    "pandas", "numpy", "openpyxl", "xlsxwriter", "pydantic", "yaml", "statistics", "random", "shutil", "tempfile",
    "textwrap", "html", "difflib", "platform", "uuid", "getpass", "zipfile", "csv",
}  # fmt: skip
VALIDATE = """
import sys
from pathlib import Path
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import validate
office, form, into = map(Path, sys.argv[1:])
print(len(validate(Desk(office), form, into).findings))
print(*{name.partition(".")[0] for name in sys.modules})
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
    sheet["L7"] = "Two precincts reported in August, 14 days late."
    sheet.title = name
    book.save(first.review)
    again = validate(desk, form, tmp_path)
    assert again.findings == first.findings
    told = [answer.explanation for group in read_states(read_book(again.review)).values() for answer in group]
    assert [text for text in told if text] == ["Two precincts reported in August, 14 days late."]
