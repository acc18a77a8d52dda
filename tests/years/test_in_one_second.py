"""What happens within one second, or by clocks that differ, is told in the order in which it happened."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from standing_clock import stand_at
from years_played import Years

pytestmark = pytest.mark.both_engines
CALLS = "311-311-calls"
RELEASE = ("edition", "release", "MMR-FY26", "--by", "A. Chief", "--despite", "all=as printed")


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The office of 311, with a form filled."""
    years = Years.begun(tmp_path_factory.mktemp("second") / "office", only=("311", "FDNY"))
    years.run("validate", years.form("311"), leaves=None)
    return years


@pytest.fixture
def office(begun, tmp_path, monkeypatch):
    stand_at(monkeypatch, at("10:00"))
    return begun.copy(tmp_path / "office")


def at(time):
    return datetime.fromisoformat(f"2026-11-30T{time}:00").replace(tzinfo=UTC)


def state(years):
    """How the board tells where 311 stands, and the last step."""
    (line,) = (line for line in years.run("board", "--edition", "MMR-FY26").splitlines() if line.startswith("311"))
    return line


def accept(years, form):
    return years.run("accept", form, "--by", "B. Boss", "--despite", "late")


def test_what_is_accepted_in_the_second_of_the_release_is_not_released(office):
    accept(office, office.folder / "inbox" / "PMR_311_MMR_FY26_v1.xlsx")
    office.run(*RELEASE)
    assert "■ released" in state(office)
    accept(office, office.corrected("311", {CALLS: 17_001}))
    assert "● accepted" in state(office)
    office.run(*RELEASE, "--why", "late")
    assert "■ released" in state(office)


@pytest.mark.parametrize(("first", "then"), [("10:00", "09:59"), ("10:00", "10:01")])
def test_clocks_that_differ_say_nothing_about_what_is_released(office, monkeypatch, first, then):
    stand_at(monkeypatch, at(first))
    accept(office, office.folder / "inbox" / "PMR_311_MMR_FY26_v1.xlsx")
    stand_at(monkeypatch, at(then))
    office.run(*RELEASE)
    assert "■ released" in state(office)
    accept(office, office.corrected("311", {CALLS: 17_001}))
    assert "● accepted" in state(office)


def test_what_is_taken_back_and_accepted_anew_in_one_second_was_accepted_last(office):
    form = office.folder / "inbox" / "PMR_311_MMR_FY26_v1.xlsx"
    accept(office, form)
    office.run("withdraw", "MMR-FY26", "311", "--why", "a slip")
    assert "Acceptance withdrawn" in state(office)
    accept(office, form)
    told = state(office)
    assert "Acceptance withdrawn" not in told
    assert "Accepted" in told
    later = office.corrected("311", {CALLS: 17_001})
    accept(office, later)
    office.run("withdraw", "MMR-FY26", "311", "--why", "the wrong file")
    assert "Acceptance withdrawn" in state(office), "the first version stands, and that was the last step"
