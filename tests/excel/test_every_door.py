"""One door is as good as another: button, function and command line say the same of the same workbook."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from pmr_xl.books import live
from pmr_xl.desk.blank import blank
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import judge_file
from pmr_xl.excel import udfs
from pmr_xl.model.fiscal import Edition, Report

EDITION = Edition(Report.MMR, 2026)


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    """A submission with slips; openpyxl may write it, as it is no agency's."""
    path = blank(Desk(), ["DSNY"], EDITION, tmp_path_factory.mktemp("doors"))[0]
    book = openpyxl.load_workbook(path)
    page = book["Submission"]
    for number, row in enumerate(page.iter_rows(min_row=7, min_col=1, max_col=14), 1):
        if row[0].value:
            row[9].value = " 1,234 " if number == 3 else "#N/A" if number == 4 else row[8].value
    book.save(path)
    return path


def test_the_button_reads_what_the_command_line_reads(filled, tmp_path):
    saved = SimpleNamespace(Saved=True, SaveCopyAs=None)
    book = SimpleNamespace(name=filled.name, impl=SimpleNamespace(fullname=str(filled)), api=saved)
    by_button = judge_file(Desk(), live.snapshot(book, tmp_path)).as_dict()
    done = subprocess.run(
        [sys.executable, "-m", "pmr_xl", "validate", str(filled), "--no-copy", "--json", "-"],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.stdout == json.dumps(by_button, ensure_ascii=False, indent=2) + "\n"
    assert by_button["findings"]


def test_the_function_says_of_a_figure_what_validating_says_of_its_cell(filled):
    result = judge_file(Desk(), filled)
    slip = next(one for one in result.findings if one.rule == "TYP-001" and one.column == "FY26 actual")
    [[said]] = udfs.PMR_CHECK(slip.indicator_id, " 1,234 ", "MMR", "FY26")
    assert f"{slip.rule}: {slip.message}" in said
