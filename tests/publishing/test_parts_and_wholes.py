"""A run for one agency never takes the place of what its folder holds of others: refused, or written beside."""

from __future__ import annotations

import csv
import hashlib
import json
import re

import pytest
from docx import Document
from years_played import Years

from pmr_xl.desk.distinct_outputs import of_some

ASKED = ("--report", "mmr", "--year", "2026")
THREE = ("311", "BIC", "LPC")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office of three agencies with the published report."""
    office = Years(tmp_path_factory.mktemp("parts") / "office", THREE)
    for kind in ("indicators", "resources", "units_of_appropriation"):
        office.run("record", "import", office.table(kind), "--year", "2026", "--released", leaves=None)
    return office


def prints(folder):
    """Every file of a folder with its hash."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def agencies_in(path, column="agency"):
    with path.open(encoding="utf-8-sig", newline="") as table:
        return {row[column] for row in csv.DictReader(table)}


@pytest.mark.parametrize(
    ("asked", "whole", "part"),
    [
        (("assemble", *ASKED, "--csv"), "PMR_MMR_FY26_clean.csv", "PMR_MMR_FY26_LPC_clean.csv"),
        (("record", "export"), "PMR_record.csv", "PMR_record_LPC.csv"),
    ],
)
def test_a_list_of_one_agency_is_written_beside_that_of_all(office, tmp_path, asked, whole, part):
    every = ("--all",) if asked[0] == "assemble" else ()
    office.run(*asked, *every, "--into", tmp_path, leaves=None)
    before = prints(tmp_path)
    told = office.run(*asked, "lpc", "--into", tmp_path, leaves=None)
    now = prints(tmp_path)
    own = {name for name in now if name not in before}
    changed = {name for name in before if now.get(name) != before[name]}
    assert part in own
    assert part in told
    assert changed <= {"manifest.json"}, "what is of all agencies stands as it was"
    assert agencies_in(tmp_path / whole) == set(THREE)
    assert agencies_in(tmp_path / part) == {"LPC"}


def test_contents_of_a_part_of_the_book_stand_beside_those_of_the_whole(office, tmp_path):
    office.run("layout", "--all", *ASKED, "--into", tmp_path, leaves=None)
    office.run("layout", "BIC", "LPC", *ASKED, "--into", tmp_path, leaves=None)
    assert agencies_in(tmp_path / "PMR_MMR_FY26_contents.csv", "Agency") == set(THREE)
    assert agencies_in(tmp_path / "PMR_MMR_FY26_BIC_LPC_contents.csv", "Agency") == {"BIC", "LPC"}


def test_the_manifest_goes_on_telling_what_other_runs_made(office, tmp_path):
    office.run("assemble", "--all", *ASKED, "--into", tmp_path, leaves=None)
    whole = json.loads((tmp_path / "manifest.json").read_bytes())
    for _ in range(2):
        office.run("assemble", "LPC", *ASKED, "--profile", "published", "--into", tmp_path, leaves=None)
    told = json.loads((tmp_path / "manifest.json").read_bytes())
    assert (told["agencies"], list(told["outputs"])) == (["LPC"], ["PMR_LPC_MMR_FY26_tables.xlsx"])
    (earlier,) = told["earlier"]
    assert earlier["profile"] == "working"
    assert earlier["outputs"] == {
        name: sha256 for name, sha256 in whole["outputs"].items() if name != "PMR_LPC_MMR_FY26_tables.xlsx"
    }
    office.run("assemble", "--all", *ASKED, "--into", tmp_path, leaves=None)
    assert json.loads((tmp_path / "manifest.json").read_bytes()) == whole, "nothing of an earlier run is left"


def test_a_site_or_posted_data_of_more_agencies_is_not_replaced_by_one(office, tmp_path):
    for kind in ("--site", "--data"):
        folder = tmp_path / kind.strip("-")
        office.run("publish", *ASKED, kind, folder, leaves=None)
        before = prints(folder)
        told = office.run("publish", "LPC", *ASKED, kind, folder, leaves=2)
        assert re.search("holds (BIC, 311|311, BIC) too, and would be replaced by LPC alone", told)
        assert "Name no agency" in told
        assert prints(folder) == before
        office.run("publish", *THREE, *ASKED, kind, folder, leaves=None)
        assert set(prints(folder)) == set(before), "all of them named are the whole"
        office.run("publish", "LPC", *ASKED, kind, tmp_path / "one" / kind, leaves=None)


def test_more_agencies_than_a_name_holds_are_counted():
    eight, other = [f"A{one}" for one in range(8)], [f"A{one}" for one in range(1, 9)]
    assert of_some(eight, "agencies").startswith("_8_agencies_")
    assert of_some(eight, "agencies") != of_some(other, "agencies")
    assert of_some(eight[:2], "agencies") == "_A0_A1"


def test_words_in_a_narrative_that_were_not_taken_in_are_not_written_over(office, tmp_path):
    office.run("narrative", "template", "LPC", *ASKED, "--into", tmp_path)
    (path,) = tmp_path.glob("*_narrative.docx")
    document = Document(str(path))
    heading = next(at for at, one in enumerate(document.paragraphs) if one.text == "What we do")
    document.paragraphs[heading + 2].text = "We look after old houses."
    document.save(str(path))
    before = prints(tmp_path)
    told = office.run("narrative", "template", "LPC", *ASKED, "--into", tmp_path, leaves=2)
    assert "holds words that were not taken in" in told
    assert prints(tmp_path) == before
    office.run("narrative", "take", path, *ASKED, leaves=None)
    office.run("narrative", "template", "LPC", *ASKED, "--into", tmp_path)
    assert "We look after old houses." in [one.text for one in Document(str(path)).paragraphs]


def test_the_exceptions_of_one_stand_beside_those_of_all(office):
    settings = office.folder / "settings.yaml"
    whose = "\nportfolios: [{analyst: A. Chief, account: achief, agencies: [LPC]}]\n"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}{whose}", encoding="utf-8")
    office.run("exceptions", "--edition", "MMR-FY26", leaves=None)
    told = office.run("exceptions", "--edition", "MMR-FY26", "--of", "A. Chief", leaves=None)
    assert "PMR_exceptions_MMR-FY26_a-chief.xlsx" in told
    assert (office.folder / "outbox" / "PMR_exceptions_MMR-FY26.xlsx").is_file()


@pytest.mark.parametrize("command", [("assemble",), ("layout",), ("publish", "--site", "site")])
def test_a_reason_for_an_agency_that_is_not_asked_for_is_refused(office, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    idle = ("--despite", "all=known", "--despite", "bic=known")
    told = office.run(*command, *ASKED, "LPC", *idle, leaves=2)
    assert "BIC is not asked for here: --despite BIC=… would change nothing. Leave it out." in told
    assert not list(tmp_path.iterdir())
    office.run(*command, *ASKED, "LPC", "BIC", *idle, leaves=None)
