"""Published tables by name: the files that come with the program are found wherever one stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from at_the_door import run

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.tables.completeness import completeness
from pmr_xl.model.fiscal import Edition, Report

pytestmark = pytest.mark.both_engines


def test_what_init_says_comes_next_can_be_typed_as_it_stands(tmp_path):
    said = run("init", "office", cwd=tmp_path).stdout
    following = [line.partition(": pmr ")[2] for line in said.splitlines() if ": pmr " in line]
    assert len(following) == 4
    for asked in following:
        done = run(*asked.replace("--all", "DSNY").split(), cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "office" / "outbox" / "PMR_DSNY_MMR_FY26_v1.xlsx").is_file()
    assert nothing_of_money_is_missing(tmp_path / "office")


@pytest.mark.parametrize("guide", ["README.md", "docs/administrators.md"])
def test_an_office_set_up_by_a_guide_lacks_no_resource_and_no_budget(tmp_path, guide):
    run("init", "office", cwd=tmp_path)
    text = (Path(__file__).parents[2] / guide).read_text(encoding="utf-8")
    named = re.findall(r"record import (mmr_\w+\.csv) --year (\d+)", text)
    for table, year in named:
        done = run("--office", "office", "record", "import", table, "--year", year, cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    assert nothing_of_money_is_missing(tmp_path / "office")


def test_the_help_of_record_import_says_which_years_are_taken_of_what(tmp_path):
    told = " ".join(run("record", "import", "--help", cwd=tmp_path).stdout.split())
    assert "Of indicators, history and targets are taken: the year's own actuals come from submissions only." in told
    assert "Of resources and units of appropriation every figure is taken, the year's own too" in told


def nothing_of_money_is_missing(office):
    desk = Desk(office)
    return not completeness(desk, list(desk.library.agencies()), Edition(Report.MMR, 2026)).unbudgeted


def test_a_file_here_comes_before_the_programs_own(tmp_path):
    run("init", "office", cwd=tmp_path)
    (tmp_path / "mmr_fy2026_indicators.csv").write_text("nothing\n", encoding="utf-8")
    for name in ("mmr_fy2026_indicators.csv", "no_such_table.csv"):
        done = run("--office", "office", "record", "import", name, "--year", "2026", cwd=tmp_path)
        assert done.returncode != 0
        assert name in done.stdout + done.stderr
