"""Workbooks with known troubles, where a folder of them lies beside the project (``PMR_CASES`` names another)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from pmr_xl.books.marking.repairer import preview
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import judge_file

CASES = Path(os.environ.get("PMR_CASES") or Path(__file__).parents[2] / "shared" / "cases")
# What has to be said of each (rule and place), and the cells that may not be offered for repair.
SAID = {
    "03_superscript_footnote": ({"TYP-003 Submission!J21", "TYP-003 Submission!J26"}, {"J21", "J26"}),
    "04_text_fraction_of_percent": ({"TYP-001 Submission!J27", "TYP-001 Submission!J28"}, {"J27", "J28"}),
    "05_array_followers": ({"TYP-007 Submission!J9:J11"}, {"J9", "J10", "J11"}),
    "06_half_an_emoji": (set(), set()),
    "07_error_in_text_cells": (
        {"TYP-018 Submission!N9", "TYP-018 Welcome!B27", "TYP-018 Welcome!B28", "PRV-001 Welcome!B27"},
        set(),
    ),
    "08_signed_today": ({"TYP-020 Welcome!B29"}, set()),
    "09_formats_lost_by_a_portal": ({"STR-020 Submission"}, set()),
    "14_format_shows_another_number": ({"TYP-017 Submission!J10"}, {"J10"}),
    "15_percent_format_on_a_count": ({"TYP-017 Submission!J20"}, {"J20"}),
}
AS_EVER = {"IDN-008", "TGT-008", "TGT-011", "TGT-012", "XPR-003", "STR-005", "STR-009", "STR-012", "STR-013", "STR-014"}


@pytest.mark.parametrize("name", SAID)
def test_each_case_has_its_right_outcome(made, tmp_path, name):
    source = CASES / f"{name}.xlsx"
    if not source.exists():
        pytest.skip(f"{CASES} holds no {source.name}")
    path = tmp_path / "PMR_DSNY_MMR_FY26_v2.xlsx"
    shutil.copyfile(source, path)
    result = judge_file(Desk(made.folder / "office"), path)
    wanted, unrepaired = SAID[name]
    said = {f"{finding.rule} {finding.place}" for finding in result.findings}
    assert wanted <= said
    left = {one for one in said - wanted if one.partition(" ")[0] not in AS_EVER}
    assert left <= {"TYP-001 Submission!J10"}, left  # the array's text is named too
    assert not unrepaired & {one.where.address for one in preview(result.findings)}
