"""An office whose record a server keeps, by the command line: moved there, looked at there, brought back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from kept_on import kept, state_of

from pmr_xl.cli.commands import pmr
from pmr_xl.model.fault import Fault

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
TRIPS = "hfs-ferry-trips"


def ask(folder, *arguments, leaves=0):
    done = CliRunner().invoke(pmr, ["--office", str(folder), *map(str, arguments)])
    fault = done.exception if isinstance(done.exception, Fault) else None
    assert (fault.exit_code if fault else done.exit_code) == leaves, f"{done.output}{done.exception!r}"
    return f"{done.stdout}{done.stderr}{fault or ''}{fault.remedy if fault else ''}"


@pytest.fixture
def office(tmp_path):
    return Path(shutil.copytree(FIRST, tmp_path / "office"))


def test_it_moves_there_and_back_and_says_what_to_do_next(office, tmp_path, postgres):
    before, address = ask(office, "record", "show", TRIPS), postgres.database()
    told = ask(office, "record", "copy", "--to", address)
    assert "lines, the same here and there (SHA-256 " in told
    assert "say in settings.yaml:  record: postgresql:///pmr" in told
    assert "holds something already; nothing was changed" in ask(office, "record", "copy", "--to", address, leaves=2)
    (office / "record.sqlite").rename(office / "aside.sqlite")
    settings = office / "settings.yaml"
    said = settings.read_text(encoding="utf-8") if settings.exists() else ""
    settings.write_text(f"{said}\nrecord: {address}\n", encoding="utf-8")
    assert ask(office, "record", "show", TRIPS) == before
    there = state_of(office)
    back = tmp_path / "back.sqlite"
    assert "put it into the office as record.sqlite" in ask(office, "record", "copy", "--to", back)
    settings.write_text(said, encoding="utf-8")
    back.rename(office / "record.sqlite")
    assert state_of(office) == there
    assert ask(office, "record", "show", TRIPS) == before


@pytest.mark.parametrize("asked", [("check",), ("restore",), ("unlock",)])
def test_what_looks_after_a_file_says_that_there_is_none(office, request, asked):
    kept(office, "server", request)
    told = ask(office, "record", *asked, leaves=2)
    assert "The record is kept by the server postgresql:///pmr" in told
    assert "pmr record copy --to FILE" in told


def test_a_password_in_settings_is_refused_and_not_said_again(office):
    settings = office / "settings.yaml"
    said = settings.read_text(encoding="utf-8") if settings.exists() else ""
    settings.write_text(f"{said}\nrecord: postgresql://ana:hunter2@server/pmr\n", encoding="utf-8")
    told = ask(office, "record", "show", TRIPS, leaves=2)
    assert "settings.yaml, line " in told
    assert "holds a password" in told
    assert "pgpass" in told
    assert "hunter2" not in told
    told = ask(office, "record", "copy", "--to", "postgresql://ana:hunter2@server/pmr", leaves=2)
    assert "hunter2" not in told


def test_the_script_of_rights_is_printed(office):
    told = ask(office, "record", "grants", "--read", "lookers", "--write", "analysts")
    assert "GRANT SELECT ON record_format, counted, standing, " in told
    assert 'TO "lookers", "analysts";' in told
    assert "DELETE" not in told
