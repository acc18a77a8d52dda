"""The Python door as an engineer tries it: years as people write them, a notebook's lines, several threads at once."""

from __future__ import annotations

import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import pmr_xl
from pmr_xl.record.file.content import not_readable

FORM = "PMR_FDNY_MMR_FY26_v1.xlsx"


@pytest.fixture(scope="module")
def office(made):
    with pmr_xl.open_office(made.folder / "office") as opened:
        yield opened


@pytest.mark.parametrize("year", [2026, "2026", "FY26", "fy2026", 26])
def test_a_fiscal_year_is_the_same_however_it_is_said(office, year):
    cells = [(one["edition"], one["row_id"], one["column"], one["text"]) for one in office.tables("DSNY", "mmr", year)]
    assert cells == [
        (one["edition"], one["row_id"], one["column"], one["text"]) for one in office.tables("DSNY", "mmr", 2026)
    ]
    assert {edition for edition, *_ in cells} == {"MMR-FY26"}
    assert len(cells) > 500
    assert len(office.reliability(year, "DSNY")) == 58


@pytest.mark.parametrize("year", [1900, "next", "", 2100, None, 20.26])
def test_what_is_no_fiscal_year_is_a_fault_with_its_remedy(office, year):
    for ask in (lambda: office.tables("DSNY", "mmr", year), lambda: office.reliability(year)):
        with pytest.raises(pmr_xl.Fault) as told:
            ask()
        assert told.value.message == f"“{year}” is no fiscal year."
        assert "2026 and “FY26” are" in told.value.remedy


def test_what_a_notebook_shows_is_one_line(office, made):
    found = office.validate(made.folder / "submissions" / FORM)
    assert repr(found) == "<13 findings in 1 submission, exit code 2; to_frame() makes a frame>"
    shown = repr(office.indicators("DSNY"))
    assert shown.startswith("<58 rows of agency, indicator_id, indicator")
    assert len(shown) < 400


def test_threads_may_share_an_office_and_each_gets_the_whole_answer(office, made):
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # so that they do get into one another's way
    try:
        with ThreadPoolExecutor(4) as pool:
            histories = [pool.submit(lambda: len(office.history(agency="DSNY"))) for _ in range(4)]
            others = [pool.submit(lambda: len(office.board("MMR-FY26"))) for _ in range(2)]
            found = pool.submit(lambda: len(office.validate(made.folder / "submissions" / FORM)))
    finally:
        sys.setswitchinterval(before)
    assert {one.result() for one in histories} == {len(office.history(agency="DSNY"))}
    assert {one.result() for one in others} == {45}
    assert found.result() == 13


def test_a_misuse_of_our_own_is_never_told_as_a_damaged_record():
    with pytest.raises(sqlite3.ProgrammingError):
        not_readable(Path("record.sqlite"), sqlite3.ProgrammingError("Cannot operate on a closed database."))
    told = not_readable(Path("record.sqlite"), sqlite3.DatabaseError("file is not a database"))
    assert "is damaged or no record" in told.message
