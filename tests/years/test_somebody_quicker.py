"""Two people at the same moment: what is told of a change is what stood when it was made, and nothing rests on less."""

from __future__ import annotations

import pytest
from quicker import somebody_quicker
from years_played import Years

from pmr_xl.desk.definitions.changing import DefinitionEdit
from pmr_xl.desk.life.roll_edit import RollEdit
from pmr_xl.desk.life.schema_edit import SchemaEdit

pytestmark = pytest.mark.both_engines
CALLS, SPANISH = "311-311-calls", "311-311-spanish-language-calls"
TARGET = ("target", CALLS, "FY27", "--why", "agreed")
SAID = ("--said-by", "Jo Doe", "--why", "two digits were swapped")


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The office of 311, with a form filled."""
    years = Years.begun(tmp_path_factory.mktemp("quicker") / "office", only=("311", "FDNY"))
    return years, years.form("311")


@pytest.fixture
def office(begun, tmp_path):
    years, form = begun
    mine = years.copy(tmp_path / "office")
    mine.run("record", "show", CALLS)  # where a server keeps it, its copy is made at the first question
    return mine, mine.folder / form.relative_to(years.folder)


def accept(years, form, leaves=0):
    return years.run("accept", form, "--despite", "as printed", leaves=leaves)


def test_a_target_was_what_the_other_had_just_made_it(office):
    years, _ = office
    with somebody_quicker(lambda: years.run(*TARGET, "16,500")) as done:
        told = years.run(*TARGET, "17,000")
    assert "FY27 is 16,500 from " in done[0]
    assert "the target FY27 is 17,000 from the MMR Fiscal 2026 on; it was 16,500." in told


def test_a_target_stands_where_the_other_has_just_set_one(office):
    years, _ = office
    with somebody_quicker(lambda: years.run(*TARGET, "16,500", "--edition", "PMMR-FY27")):
        told = years.run(*TARGET, "17,000")
    assert "from the PMMR Fiscal 2027 on; it was 16,500." in told
    assert [line for line in years.run("record", "show", CALLS).splitlines() if line.startswith("✓ FY27 ")] == [
        line
        for line in years.run("record", "show", CALLS).splitlines()
        if line.startswith("✓ FY27 ") and "17,000" in line
    ]


def test_an_extension_is_taken_back_once(office):
    years, _ = office
    years.run("extend", "311", "2026-09-20", "--why", "the system is down", "--year", "2026")
    back = ("extend", "311", "--withdraw", "--year", "2026", "--why")
    with somebody_quicker(lambda: years.run(*back, "it is up again")):
        told = years.run(*back, "as said", leaves=2)
    assert "311 has no extension for MMR Fiscal 2026." in told


def test_a_correction_noted_while_its_file_is_weighed_is_not_passed_over(office):
    years, form = office
    with somebody_quicker(lambda: years.run("correct", form, CALLS, "16,690", *SAID)) as done:
        told = accept(years, form, leaves=2)
    assert "is read as 16,690" in done[0]
    assert "is not accepted: somebody wrote into the record while it was weighed" in told
    assert "16,690" in accept(years, form)
    assert "16,690" in years.run("trace", CALLS, "--year", "2026")


def test_no_correction_is_noted_of_a_file_that_was_just_accepted(office):
    years, form = office
    with somebody_quicker(lambda: accept(years, form)):
        told = years.run("correct", form, CALLS, "16,690", *SAID, leaves=2)
    assert f"{form.name} is accepted already" in told
    assert "16,690" not in years.run("record", "show", CALLS)


def test_what_changes_nothing_about_a_submission_does_not_hold_it_up(office):
    years, form = office
    with somebody_quicker(lambda: years.run("commitment", "add", "Call back in a week", "--agency", "311")):
        assert "✓ " in accept(years, form)


def test_a_submission_that_somebody_accepts_meanwhile_is_accepted_once(office):
    years, form = office
    with somebody_quicker(lambda: accept(years, form)):
        assert "already" in accept(years, form)


def test_a_release_has_all_that_is_accepted_before_it(office):
    years, form = office
    accept(years, form)
    later = years.corrected("311", {CALLS: 17_001})
    release = ("edition", "release", "MMR-FY26", "--by", "A. Chief", "--despite", "all=as printed")
    with somebody_quicker(lambda: accept(years, later)):
        told = years.run(*release, leaves=2)
    assert "is not released: figures came into the record, or were taken back, while its tables were made." in told
    assert not list((years.folder / "editions").glob("*/r*")), "nothing is left of it"
    years.run(*release)
    assert "17,001" in years.run("trace", CALLS, "--year", "2026").split("since the release")[0]


EDITS = {
    "an indicator": (SchemaEdit, ("schema", "rename", CALLS, "Calls"), ("schema", "retire", SPANISH)),
    "the roll": (
        RollEdit,
        ("schema", "agency", "rename", "311", "Call Center"),
        ("schema", "agency", "rename", "FDNY", "Firefighters"),
    ),
    "what it means": (
        DefinitionEdit,
        ("schema", "definitions", "change", CALLS, "--why", "asked for", "--method", "Counted by the switchboard."),
        ("schema", "definitions", "change", CALLS, "--why", "asked for", "--source", "The switchboard's log."),
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_of_the_schemas_never_takes_back_anothers(office, monkeypatch, what):
    """The other one writes when what we have edited is about to be written."""
    years, _ = office
    room, ours, others = EDITS[what]
    plain, done = room.write, []

    def write(self, *arguments):
        if not done:
            done.append("")  # the other's own goes through
            done.append(years.run(*others))
        return plain(self, *arguments)

    monkeypatch.setattr(room, "write", write)
    told = years.run(*ours, leaves=2)
    assert "✓" in done[1]
    assert "was changed by somebody else meanwhile; nothing was written. Say it again" in told
    monkeypatch.undo()
    assert "✓" in years.run(*ours)
