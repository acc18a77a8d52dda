"""A form shows what was known on the day it was made: what the office learns, sets or takes back later is no slip."""

from __future__ import annotations

import pytest
from years_played import Years

pytestmark = pytest.mark.both_engines
CALLS, WAIT = "311-311-calls", "311-average-wait-time-tier-1-calls"
MONTHS = ("--report", "cpr", "--year", "2027", "--due", "2026-12-28", "--month")
PMMR = ("--report", "pmmr", "--year", "2027", "--due", "2027-01-08")


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The office of 311: forms of two months and of the PMMR, made before anything of the year was accepted."""
    years = Years.begun(tmp_path_factory.mktemp("ahead") / "office", only=("311", "FDNY"))
    years.form("311")
    years.run("edition", "open", "PMMR-FY27", "--due", "2027-01-08", "--no-forms")
    for asked in ((*MONTHS, "october"), (*MONTHS, "november"), PMMR):
        years.filled("311", *asked)
    return years


@pytest.fixture
def office(begun, tmp_path):
    return begun.copy(tmp_path / "office")


def form(years, of, version=1):
    return years.folder / "inbox" / f"PMR_311_{of}_v{version}.xlsx"


def accept(years, path):
    return years.run("accept", path, "--despite", "as printed")


def about_the_past(years, path):
    """What is found about locked cells, each with its severity."""
    found = [one for one in years.found(path) if one["rule"] in ("REV-001", "REV-010", "TGT-004")]
    return [(one["rule"], one["severity"]) for one in found], " ".join(one["message"] for one in found)


def test_a_months_form_made_before_the_month_before_was_accepted(office):
    october, november = form(office, "CPR_FY27-M04"), form(office, "CPR_FY27-M05")
    assert about_the_past(office, november) == ([], "")
    accept(office, october)
    rules, told = about_the_past(office, november)
    assert set(rules) == {("REV-010", "info")}
    assert "figures under “Oct 2026” changed after the form was made" in told
    assert "✓ " in accept(office, november)


def test_a_preliminary_form_made_before_last_year_was_accepted(office):
    accept(office, form(office, "MMR_FY26"))
    rules, told = about_the_past(office, form(office, "PMMR_FY27"))
    assert rules == [("REV-010", "info")]
    assert "12 of 12 figures under “FY26” changed after the form was made" in told
    assert "shows nothing for FY26, as was published once; since then it is 16,609" in told
    assert "✓ " in accept(office, form(office, "PMMR_FY27"))


def test_a_form_that_shows_what_was_withdrawn_since(office):
    accept(office, form(office, "MMR_FY26"))
    form(office, "PMMR_FY27").unlink()
    (office.folder / "outbox" / "PMR_311_PMMR_FY27_v1.xlsx").unlink()
    made = office.filled("311", *PMMR)
    assert about_the_past(office, made) == ([], "")
    office.run("withdraw", "MMR-FY26", "311", "--why", "the wrong file")
    rules, told = about_the_past(office, made)
    assert rules == [("REV-010", "info")]
    assert "shows 16,609 for FY26, as was published once; since then it is nothing" in told
    accept(office, office.corrected("311", {CALLS: 17_001}))
    rules, told = about_the_past(office, made)
    assert rules == [("REV-010", "info")]
    assert "shows 16,609 for FY26, as was published once; since then it is 17,001" in told


def test_a_target_that_is_set_after_the_form_was_made(office):
    made = form(office, "PMMR_FY27")
    office.run("target", WAIT, "FY27", "0:40", "--why", "agreed")
    rules, told = about_the_past(office, made)
    assert rules == [("REV-010", "info")]
    assert "for Current target FY27, as was published once; since then it is 0:40" in told
    assert "✓ " in accept(office, made)


def test_what_was_never_so_is_still_told_as_typed_over(office):
    accept(office, form(office, "MMR_FY26"))
    made = form(office, "PMMR_FY27")
    office.type_in(made, CALLS, "FY26", 16_000.0)
    office.type_in(made, CALLS, "FY25", 17_000.0)
    rules, told = about_the_past(office, made)
    assert rules.count(("REV-001", "error")) == 2
    assert "shows 16,000 for FY26; published was 16,609" in told
