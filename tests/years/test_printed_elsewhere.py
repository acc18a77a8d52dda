"""A figure changed after another report printed it: that report is named, with the figure, its cause and the way on."""

from __future__ import annotations

import pytest
from years_played import Years

pytestmark = pytest.mark.both_engines
CALLS, SPANISH = "311-311-calls", "311-311-spanish-language-calls"
PMMR = ("--report", "pmmr", "--year", "2027")


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The MMR of 311 for 2026 accepted, the PMMR for 2027 released: it prints FY26, as the MMR has it."""
    years = Years.begun(tmp_path_factory.mktemp("elsewhere") / "office", only=("311", "FDNY"))
    years.run("accept", years.form("311"), "--by", "A. Chief", "--despite", "as printed")
    years.run("edition", "open", "PMMR-FY27", "--due", "2027-01-08", "--no-forms")
    form = years.filled("311", *PMMR, "--due", "2027-01-08")
    years.run("accept", form, "--by", "A. Chief", "--despite", "as printed")
    years.run("edition", "release", "PMMR-FY27", "--by", "A. Chief", "--despite", "all=as printed")
    return years


@pytest.fixture
def office(begun, tmp_path):
    return begun.copy(tmp_path / "office")


def in_no_revision(years):
    return [line for line in years.run("edition", "list").splitlines() if "in no revision yet" in line]


def assembled(years, into):
    return years.run("assemble", "311", *PMMR, "--into", into, leaves=None)


def test_nothing_is_told_of_a_release_that_prints_all_as_it_is(office, tmp_path):
    assert in_no_revision(office) == []
    assert "Not in it" not in assembled(office, tmp_path / "tables")
    told = office.run("target", CALLS, "FY29", "17,000", "--why", "x")
    assert "is released" not in told, "no table of it has that year's target"


def test_a_late_version_of_another_report_is_told_with_the_figures_that_it_changes(office, tmp_path):
    later = office.corrected("311", {CALLS: 17_001, SPANISH: 331})
    told = office.run("accept", later, "--by", "B. Boss", "--despite", "late")
    assert "▲ PMMR Fiscal 2027 is released and prints 311 calls (000), FY26, as 16,609, and 1 more otherwise." in told
    assert "pmr edition release PMMR-FY27 --by WHO --why WHY" in told
    assert "MMR Fiscal 2026 is released" not in told
    (line,) = in_no_revision(office)
    assert "PMMR-FY27" in line
    assert "311: 311 calls (000), FY26: 16,609 → 17,001; " in line
    assert "(MMR-FY26 version 2, " in line
    assert "by B. Boss)" in line
    said = assembled(office, tmp_path / "tables")
    assert "Not in it, because PMMR Fiscal 2027 goes out as it was released: 311: 311 calls (000), FY26: 16,609" in said
    assert "Not in it" not in office.run("assemble", "FDNY", *PMMR, "--into", tmp_path / "other", leaves=None)


def test_what_is_taken_back_is_told_and_undoing_it_leaves_nothing_to_tell(office):
    later = office.corrected("311", {CALLS: 17_001})
    office.run("accept", later, "--by", "B. Boss", "--despite", "late")
    told = office.run("withdraw", "MMR-FY26", "311", "--why", "it was the wrong year")
    assert "PMMR Fiscal 2027" not in told, "it prints what counts again"
    assert in_no_revision(office) == []
    told = office.run("withdraw", "MMR-FY26", "311", "--why", "all of it")
    assert "PMMR Fiscal 2027 is released and prints 311 calls (000), FY26, as 16,609" in told
    (line,) = in_no_revision(office)
    assert "16,609 → nothing" in line
    assert "(MMR-FY26 version 1 is withdrawn, " in line


def test_a_correction_by_telephone_that_comes_with_a_version_is_told_too(office):
    later = office.corrected("311", {SPANISH: 331})
    office.run("correct", later, CALLS, "16,690", "--said-by", "Jo Doe", "--why", "two digits were swapped")
    assert "311 calls (000), FY26, as 16,609, and 1 more" in office.run("accept", later, "--despite", "late")
    assert "16,609 → 16,690" in in_no_revision(office)[0]


def test_a_target_set_by_hand_is_told_of_every_release_that_prints_it(office):
    told = office.run("target", CALLS, "FY27", "17,000", "--why", "agreed")
    assert "from the MMR Fiscal 2026 on" in told
    assert "▲ PMMR Fiscal 2027 is released and prints 311 calls (000), FY27 target, as *. It is handed out as" in told
    told = office.run("target", CALLS, "FY27", "18,000", "--why", "agreed", "--edition", "PMMR-FY27")
    assert "▲ PMMR Fiscal 2027 is released, and is handed out as it was until a revision takes this in" in told
    (line,) = in_no_revision(office)
    assert "311: 311 calls (000), FY27 target: * → 18,000 (set by hand, PMMR-FY27, " in line


def test_a_revision_takes_it_in_and_nothing_is_left_to_tell(office, tmp_path):
    office.run("accept", office.corrected("311", {CALLS: 17_001}), "--despite", "late")
    told = office.run("edition", "release", "PMMR-FY27", "--by", "B. Boss", "--why", "FY26", "--despite", "all=known")
    assert "16,609 → 17,001" in told
    assert in_no_revision(office) == []
    assert "Not in it" not in assembled(office, tmp_path / "tables")
