"""Two roles of a server's record, by the command line: one may look, one may add, and neither takes anything away."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from at_least_one import at_least_one
from click.testing import CliRunner
from kept_on import kept, state_of

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
TRIPS, SLIPS = "hfs-ferry-trips", "hfs-slips-inspected"
FORM = "inbox/PMR_HFS_PMMR_FY27_v2.xlsx"
READS = (
    ("record", "show", TRIPS),
    ("record", "findings"),
    ("record", "export", "--into", "INTO"),
    ("trace", TRIPS, "--report", "pmmr", "--year", "2027"),
    ("board",),
    ("exceptions", "--edition", "MMR-FY26", "--sheet", "INTO/exceptions.xlsx"),
    ("letters", "--all", "--edition", "MMR-FY26", "--by", "2026-09-25", "--into", "INTO"),
    ("brief", "HFS", "--edition", "MMR-FY26", "--into", "INTO"),
    ("targets", "HFS", "--edition", "MMR-FY26"),
    ("validate", "--no-copy", FORM),
    ("review", FORM, "--into", "INTO"),
    ("compare", FORM),
    ("accept", FORM, "--dry-run"),
    ("promised",),
    ("commitment", "list"),
    ("reliability", "list", "--year", "2026"),
    ("reliability", "coverage"),
    ("edition", "list"),
    ("edition", "show", "MMR-FY26"),
    ("blank", "HFS", "--report", "mmr", "--year", "2027", "--due", "2027-08-13", "--into", "INTO"),
)
WRITES = (
    ("record", "import", "INTO/anew.csv", "--year", "2026"),
    ("target", SLIPS, "FY27", "431", "--why", "agreed"),
    ("extend", "HFS", "2027-02-01", "--why", "a flood", "--report", "pmmr", "--year", "2027"),
    ("withdraw", "PMMR-FY27", "HFS", "--why", "the wrong file"),
    ("correct", FORM, TRIPS, "14,026", "--said-by", "Jo Doe", "--why", "a slip"),
    ("commitment", "add", "Count the slips again", "--agency", "HFS", "--due", "2026-12-01"),
    ("commitment", "update", "C-0001", "--status", "closed", "--why", "done"),
    ("reliability", "set", SLIPS, "FY25", "certified", "--looked", "all months"),
    ("reliability", "sample", "--year", "2025", "--seed", "7", "--into", "INTO"),
    ("edition", "open", "PMMR-FY28", "--due", "2028-01-07", "--no-forms"),
)


@pytest.fixture
def office(tmp_path, postgres, request):
    folder = kept(Path(shutil.copytree(FIRST, tmp_path / "office")), "server", request)
    address = Desk(folder).settings.record
    for name, role in (("rosie", "pmr_read"), ("walt", "pmr_write")):
        postgres.account(name)
        script = CliRunner().invoke(pmr, ["record", "grants"])
        postgres.sql(address, script.stdout, f"GRANT {role} TO {name}")
    table = (folder / "tables" / "mmr_fy2026_indicators.csv").read_text(encoding="utf-8")
    (tmp_path / "anew.csv").write_text(re.sub(r"(?m)^(.*Slips inspected.*?),\*,", r"\1,399,", table), encoding="utf-8")
    return folder


def asked_as(office, name, words):
    settings = office / "settings.yaml"
    settings.write_text(re.sub(r"&user=\w+", f"&user={name}", settings.read_text("utf-8")), encoding="utf-8")
    return ask_of(office, words)


def ask_of(office, words):
    said = [str(office / word) if word == FORM else word.replace("INTO", str(office.parent)) for word in words]
    done = CliRunner().invoke(pmr, ["--office", str(office), *said])
    fault = done.exception if isinstance(done.exception, Fault) else None
    return fault.exit_code if fault else done.exit_code, f"{done.output}{fault or ''}"


@pytest.mark.parametrize("asked", [READS[:3], pytest.param(READS[3:], marks=pytest.mark.season)], ids=["some", "rest"])
def test_who_may_look_gets_the_same_answers_as_the_owner_and_as_from_a_file(office, tmp_path, asked):
    file = Path(shutil.copytree(FIRST, tmp_path / "beside" / "office"))
    ask_of(file, ("office", "upgrade"))
    for words in at_least_one(asked):
        owners, told = asked_as(office, "pmr_owner", words)
        assert owners in (0, 1, 2), (words, told)
        code, of_file = ask_of(file, words)
        assert (code, of_file.replace(f"{file.parent}", f"{tmp_path}")) == (owners, told), words
        assert asked_as(office, "rosie", words) == (owners, told), words
        assert "permission denied" not in told
        assert "went wrong" not in told


def test_who_may_add_does_what_who_may_look_is_refused(office):
    for words in at_least_one(WRITES):
        before = state_of(office)
        code, told = asked_as(office, "rosie", words)
        assert (code, "permission denied" in told, "pmr record grants" in told) == (2, True, True), (words, told)
        assert state_of(office) == before, words
        code, told = asked_as(office, "walt", words)
        assert code in (0, 1), (words, told)
        assert state_of(office) != before, words
