"""The command line as a person meets it: exit codes, one sentence for every fault, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date

import pytest
from at_the_door import run
from click.testing import CliRunner

from pmr_xl.cli import commands
from pmr_xl.desk.blank import blank
from pmr_xl.desk.desk import Desk
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.office.folder import init_office


def pmr(*arguments, cwd=None, **environment):
    return subprocess.run(
        [sys.executable, "-m", "pmr_xl", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture(scope="session")
def form(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    return blank(Desk(), ["DSNY"], Edition(Report.MMR, 2026), folder, due=date(2026, 9, 17))[0]


@pytest.fixture
def office(tmp_path):
    return init_office(tmp_path / "office")


def test_blank_names_its_files(tmp_path):
    done = pmr("blank", "--due", "2026-09-17", "dsny", "H+H", "--into", tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["PMR_DSNY_MMR_FY26_v1.xlsx", "PMR_HH_MMR_FY26_v1.xlsx"]


def test_validate_tells_findings_and_writes_a_review_copy(form, tmp_path):
    done = pmr("validate", form, "--into", tmp_path)
    assert done.returncode == 2
    assert "MIS-001" in done.stdout
    assert (tmp_path / "PMR_DSNY_MMR_FY26_v1_review.xlsx").exists()


def test_json_has_its_keys_in_order(form):
    done = pmr("validate", form, "--no-copy", "--json", "-")
    told = json.loads(done.stdout)
    assert list(told) == ["file", "sha256", "form", "counts", "findings"]
    assert told["form"] == {"agency": "DSNY", "report": "MMR", "year": "FY26", "version": "2"}
    assert list(told["findings"][0])[:5] == ["rule", "severity", "sheet", "cell", "to"]
    again = pmr("validate", form, "--no-copy", "--json", "-")
    assert again.stdout == done.stdout


FAULTS = {
    "no such file": (["validate", "nowhere.xlsx"], 3, "nowhere.xlsx"),
    "a folder": (["validate", "."], 3, "folder"),
    "unknown agency": (["blank", "--due", "2026-09-17", "DSNX"], 2, "DSNY"),
    "no agency": (["blank"], 2, "at least one agency"),
    "no such office": (["--office", "nowhere", "blank", "DSNY"], 2, "pmr init"),
    "no such rule": (["rules", "TYP-999"], 2, "TYP-"),
    "built-in office is not written": (["accept", "{form}"], 2, "pmr init"),
    "table without a column": (["--office", "{office}", "record", "import", "{csv}", "--year", "2026"], 2, "no column"),
    "unwritable folder": (["blank", "--due", "2026-09-17", "DSNY", "--into", "{file}/below"], 2, "{file}"),
    "nothing to unmark": (["unmark", "{form}"], 2, "mark"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_one_sentence_with_the_way_out(fault, form, office, tmp_path):
    csv, file = tmp_path / "table.csv", tmp_path / "file.txt"
    csv.write_text("agency,indicator,FY25\nDSNY,Lots cleaned citywide,3\n", encoding="utf-8")
    file.write_text("x", encoding="utf-8")
    places = {"form": form, "office": office, "csv": csv, "file": file}
    arguments, code, word = FAULTS[fault]
    before = sorted(tmp_path.rglob("*"))
    done = run(*(argument.format(**places) for argument in arguments), cwd=tmp_path)
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert word.format(**places) in said
    assert "Traceback" not in said
    assert "went wrong in pmr_xl" not in said
    assert sorted(tmp_path.rglob("*")) == before, "nothing is left half-written"


def test_a_fault_of_ours_is_one_sentence_and_a_log(tmp_path, monkeypatch, capsys):
    from pmr_xl import cli
    from pmr_xl.desk import blank as room

    def broken(*_args, **_more):
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(room, "blank", broken)
    monkeypatch.setenv("PMR_LOG", str(tmp_path / "pmr.log"))
    with pytest.raises(SystemExit) as left:
        cli.main(["blank", "--due", "2026-09-17", "DSNY", "--into", str(tmp_path / "out")])
    assert left.value.code == 70
    assert "pmr.log" in capsys.readouterr().err
    assert "planted" in (tmp_path / "pmr.log").read_text(encoding="utf-8")


def test_a_form_is_made_of_what_the_office_asks_for(tmp_path):
    office, into = tmp_path / "office", tmp_path / "out"
    init_office(office)
    asked = ["--office", str(office), "blank", "--due", "2026-09-17", "HRA", "--into", str(into)]

    def names(*options):
        done = CliRunner().invoke(commands.pmr, [*asked, *options])
        assert done.exit_code == 0, done.output
        found = sorted(path.name for path in into.iterdir())
        for path in into.iterdir():
            path.unlink()
        return found

    assert names() == ["PMR_HRA_MMR_FY26_v1.xlsx"]
    settings = office / "settings.yaml"
    settings.write_text("asking: [PMMR-FY27]\n", encoding="utf-8")
    assert names() == ["PMR_HRA_PMMR_FY27_v1.xlsx"]
    assert names("--report", "mmr") == ["PMR_HRA_MMR_FY26_v1.xlsx"]
    settings.write_text("asking: [CPR-FY27-M04]\n", encoding="utf-8")
    assert names() == ["PMR_HRA_CPR_FY27-M04_v1.xlsx"]
    settings.write_text("asking: [PMMR-FY27, CPR-FY27-M04]\n", encoding="utf-8")
    done = CliRunner().invoke(commands.pmr, asked)
    assert done.exit_code != 0
    assert "PMMR-FY27 and CPR-FY27-M04" in done.output


def test_the_rule_book_says_what_each_rule_costs():
    from pmr_xl.rules import rulebook

    done = CliRunner().invoke(commands.pmr, ["rules", "--profile"])
    assert done.exit_code == 0, done.output
    first, *lines = done.output.splitlines()
    assert "2,361 indicators in 45 submissions" in first
    assert {line.split()[0] for line in lines} == set(rulebook())
    asked = [float(line.split()[1]) for line in lines if " ms " in line]
    assert asked == sorted(asked, reverse=True)
    assert asked[0] > 0


def test_beta_rules_are_marked_wherever_rules_are_listed():
    from pmr_xl.rules import rulebook

    beta = {code for code, rule in rulebook().items() if rule.beta}
    assert beta
    listed = CliRunner().invoke(commands.pmr, ["rules"]).output.splitlines()
    assert {line.split()[0] for line in listed if "(beta)" in line} == beta
    for code in ("OUT-004", "OUT-001"):
        first = CliRunner().invoke(commands.pmr, ["rules", code]).output.splitlines()[0]
        assert first.endswith("(beta: reported and counted, never in the way)") is (code in beta), first
