"""The small office of the first program goes through receipts, release, provenance, schemas and agencies of today."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from years_played import Years

pytestmark = pytest.mark.both_engines

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
TRIPS, FORM = "hfs-ferry-trips", "PMR_HFS_PMMR_FY27_v1.xlsx"
YEAR = ("--report", "pmmr", "--year", "2027")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """That office, released by today's program."""
    one = Years(Path(shutil.copytree(FIRST, tmp_path_factory.mktemp("first") / "office")))
    one.told = one.run("edition", "release", "PMMR-FY27", "--by", "A. Chief", "--despite", "all=as it stands")
    return one


def test_it_is_released_verified_and_made_anew(office):
    assert "✓ PMMR Fiscal 2027: released by A. Chief" in office.told
    told = office.run("edition", "verify", "PMMR-FY27", "--recompute")
    assert "is as it was released" in told
    assert "the same parts, cells and lines" in told


def test_figures_taken_in_by_the_first_program_are_traced(office):
    told = office.run("trace", TRIPS, *YEAR)
    assert "✓ FY27 4-month: 14,020 · reported in the form" in told
    assert f"from: {FORM}, version 1, Submission!J7" in told
    assert re.search(r"decided: Accept .*by J\. Okonkwo", told)


def test_what_the_first_program_accepted_has_a_receipt(office, tmp_path):
    form = office.folder / "inbox" / FORM
    office.run("receipt", form, "--into", tmp_path)
    told = office.run("verify", tmp_path / FORM.replace(".xlsx", "_receipt.json"), form)
    assert "byte for byte" in told
    assert "It was accepted by tavares on 2026-11-29." in told
    assert "cannot be read: " in office.run("verify", tmp_path / "none.json", form, leaves=2)


def test_its_forms_move_over_and_nothing_released_changes(office, tmp_path):
    one = office.copy(tmp_path / "office")
    files = one.folder / "editions" / "PMMR-FY27" / "r0" / "files"
    before = {path.name: path.read_bytes() for path in files.iterdir()}
    assert len(before) > 4
    one.run("schema", "rename", "hfs-trips-on-time", "Trips that leave on time (%)")
    one.run("edition", "open", "MMR-FY27", "--due", "2027-09-03", "--no-forms")
    told = one.run("migrate", one.folder / "inbox" / "PMR_HFS_MMR_FY26_v2.xlsx", "--into", tmp_path / "forms")
    assert re.search(r"  [1-9]\d* figures, ", told)
    assert "renamed" in one.run("edition", "changes", "PMMR-FY27", "MMR-FY27")
    assert {path.name: path.read_bytes() for path in files.iterdir()} == before
    assert "is as it was released" in one.run("edition", "verify", "PMMR-FY27")


def test_its_agencies_written_in_braces_are_left_to_hands(office, tmp_path):
    one = office.copy(tmp_path / "office")
    roll = one.folder / "schemas" / "agencies.yaml"
    text = roll.read_text(encoding="utf-8")
    told = one.run("schema", "agency", "rename", "HFS", "--code", "HFO", leaves=2)
    assert "HFS is not written line by line" in told
    assert roll.read_text(encoding="utf-8") == text
    roll.write_text(re.sub(r"\{code: (\w+), name: (.*), slug: (\w+)\}", r"code: \1\n    name: \2\n    slug: \3", text))
    one.run("schema", "agency", "rename", "HFS", "--code", "HFO")
    assert re.search(r"HFO.*accepted", one.run("board", "--edition", "MMR-FY26", leaves=None))
    found = one.found(one.folder / "inbox" / "PMR_HFS_PMMR_FY27_v2.xlsx")
    assert not [each for each in found if each["rule"].startswith(("IDN", "STR")) and each["for"] == "agency"]
