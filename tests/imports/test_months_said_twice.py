"""A month that a row says in two ways: they go together, or the row is left out and told; a year is the one it says."""

from __future__ import annotations

import pytest
from at_the_door import run

HEAD = "agency,indicator,fiscal_year,{},value\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("months")
    assert run("init", "office", cwd=folder).returncode == 0
    return folder


def imported(office, headings, *rows):
    lines = [HEAD.format(headings), *(f"DSNY,Lots cleaned citywide,{row}\n" for row in rows)]
    (office / "months.csv").write_text("".join(lines), encoding="utf-8")
    return run("--office", "office", "record", "import-months", "months.csv", "--dry-run", cwd=office)


@pytest.mark.parametrize("year", ["2026", "FY26", "26", "fy2026"])
def test_a_year_that_goes_with_its_month_is_taken(office, year):
    for headings, month in (("month", "2025-10"), ("fiscal_month", "4"), ("fiscal_month,month", "4,2025-10")):
        told = imported(office, headings, f"{year},{month},12")
        assert (told.returncode, told.stderr) == (0, "")
        assert "months.csv: 1 figure of 1 month, 1 of them new to the record." in told.stdout


def test_a_month_of_another_fiscal_year_is_left_out_and_told(office):
    told = imported(office, "month", "2026,2025-10,12", "2026,2024-10,13")
    assert told.returncode == 4
    assert "months.csv: 1 figure of 1 month" in told.stdout
    assert "Left out: row 3: fiscal year “2026” is not that of Oct 2024, which lies in fiscal 2025." in told.stdout


def test_two_months_of_one_row_are_left_out_and_told(office):
    told = imported(office, "fiscal_month,month", "2026,4,2025-10,12", "2026,4,2025-11,13")
    assert told.returncode == 4
    assert "Left out: row 3: month “2025-11” is not fiscal month 4 of 2026, Oct 2025." in told.stdout


@pytest.mark.parametrize("year", ["20226", "1926", "2126", "", "next"])
def test_a_year_that_is_none_is_not_taken_for_another(office, year):
    told = imported(office, "fiscal_month", f"{year},4,12")
    assert (told.returncode, told.stdout) == (2, "")
    assert f"row 2: fiscal_year “{year}” and fiscal_month “4” are no month." in told.stderr
