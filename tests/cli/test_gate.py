"""What tables lack is told and has its exit code; a name and a reason let an agency through, and are kept."""

from __future__ import annotations

import json
import re

import pytest
from years_played import Years

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.editions.gates import in_the_way
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Report

pytestmark = pytest.mark.both_engines

MMR = Edition(Report.MMR, 2026)
YEAR = ("--year", "2026")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """FDNY's MMR is accepted; 311 has sent nothing."""
    office = Years.begun(tmp_path_factory.mktemp("gate") / "office", only=("FDNY", "311"))
    office.run("accept", office.form("FDNY"), "--by", "A. Chief", "--despite", "as printed", leaves=None)
    return office


def _manifest(into):
    return json.loads((into / "manifest.json").read_text(encoding="utf-8"))


def test_what_is_missing_leaves_with_its_code_and_is_listed(office, tmp_path):
    told = office.run("assemble", "--all", *YEAR, "--into", tmp_path, leaves=4)
    assert "Not in the record are figures of MMR Fiscal 2026: 311" in told
    assert "--despite 311=“WHY”" in told
    kept = _manifest(tmp_path)["in_the_way"]
    assert {one["agency"] for one in kept} == {"311"}
    assert all("have no figure" in one["what"] and not one["why"] for one in kept)
    assert (tmp_path / "PMR_311_MMR_FY26_tables.xlsx").is_file(), "it is printed nevertheless"


def test_all_that_is_there_leaves_with_nothing(office, tmp_path):
    office.run("assemble", "FDNY", *YEAR, "--into", tmp_path)
    assert "in_the_way" not in _manifest(tmp_path)


def test_a_name_and_a_reason_let_it_through_and_are_kept(office, tmp_path):
    told = office.run("assemble", "--all", *YEAR, "--into", tmp_path, "--despite", "311=figures come in October")
    assert "Let through: 311" in told
    assert {one["why"] for one in _manifest(tmp_path)["in_the_way"]} == {"figures come in October"}


def test_reasons_are_kept_in_the_record_and_shown_and_never_stand_on_what_is_published(office, tmp_path):
    office = office.copy(tmp_path / "office")
    with (office.folder / "settings.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\npublishes: accepted\n")
    why, asked = "figures come in October, says J. Doe", ("--report", "mmr", *YEAR)
    assert "nothing is noted of it" in office.run("edition", "show", "PMMR-FY26")
    assert "  ○ not opened · 1 of 2 agencies accepted\n" in office.run("edition", "show", "MMR-FY26")
    before = len(office.run("edition", "show", "MMR-FY26").splitlines())
    out = tmp_path / "public"
    told = office.run("publish", *asked, "--site", out / "site", "--data", out / "data", "--despite", f"311={why}")
    assert f"Let through: 311: 12 of 12 indicators have no figure ({why})" in told
    office.run("assemble", "--all", *asked, "--into", tmp_path / "tables", "--despite", f"all={why}")
    office.run("layout", "311", *asked, "--into", tmp_path / "layout", "--despite", f"311={why}")
    office.run("layout", "311", *asked, "--into", tmp_path / "layout", leaves=4)
    shown = "\n".join(office.run("edition", "show", "mmr-fy26").splitlines()[before:])
    lines = [line for line in shown.splitlines() if re.match(r"  \d{4}-\d\d-\d\d", line)]
    assert [line.split()[1] for line in lines] == ["site", "data", "tables", "layout"], shown
    assert f"site in {out / 'site'}, by " in lines[0]
    assert lines[0].endswith("311, FDNY. Figures as accepted so far; the report is not released yet.")
    assert shown.count("let through: 311: 12 of 12 indicators have no figure") == 4
    assert shown.count(why) == 4
    traced = office.run("trace", "311-311-calls", *asked, leaves=None)
    assert "▲ site of " not in office.run("trace", "fdny-completed-risk-based-performed-uniformed", *asked, leaves=None)
    for path in out.rglob("*"):
        assert path.is_dir() or "J. Doe" not in path.read_bytes().decode("latin-1"), f"{path} is for the public"
    assert "▲ site of " in traced


def test_a_record_that_cannot_be_written_is_told_and_what_was_made_stands(office, tmp_path, monkeypatch):
    def refuses(*_):
        raise Fault("record.sqlite is being written by somebody.", "Try again in a minute.")

    monkeypatch.setattr("pmr_xl.record.memory.Record.note_publication", refuses)
    told = office.run("assemble", "311", *YEAR, "--into", tmp_path, "--despite", "311=in October", leaves=4)
    assert "It is written, but not noted in the record: record.sqlite is being written" in told
    assert (tmp_path / "PMR_311_MMR_FY26_tables.xlsx").is_file()


@pytest.mark.parametrize(
    ("said", "told"), [("311", "says nothing behind a ="), ("XYZ=why", "There is no agency “XYZ”")]
)
def test_a_reason_that_names_nobody_or_says_nothing_is_told(office, tmp_path, said, told):
    assert told in office.run("assemble", "FDNY", *YEAR, "--into", tmp_path, "--despite", said, leaves=2)
    assert not list(tmp_path.iterdir())


def test_a_release_judges_again_what_is_accepted(office, tmp_path):
    office = office.copy(tmp_path / "office")
    assert not [one for one in in_the_way(Desk(office.folder), MMR, {}) if one.agency == "FDNY"]
    settings = office.folder / "settings.yaml"
    weighed = "".join(f"  OUT-00{number}: {{who: A. Chief, why: why, severity: error}}\n" for number in (1, 2, 3))
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\nrules:\n{weighed}", encoding="utf-8")
    told = [one.told for one in in_the_way(Desk(office.folder), MMR, {}) if one.agency == "FDNY"]
    assert any("open in the accepted submission" in one for one in told), told
    refused = office.run("edition", "release", "MMR-FY26", "--by", "A. Chief", "--despite", "311=late", leaves=2)
    assert "open in the accepted submission" in refused
