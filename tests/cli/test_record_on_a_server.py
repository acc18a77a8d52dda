"""An office whose record a server keeps, by the command line: moved there, looked at there, brought back."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from kept_on import kept, state_of

from pmr_xl.cli.commands import pmr
from pmr_xl.model.fault import Fault
from pmr_xl.record import migrations
from pmr_xl.record.server import layout
from pmr_xl.record.server.connection import connect
from pmr_xl.record.server.moving import grants

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
TRIPS = "hfs-ferry-trips"


def ask(folder, *arguments, leaves=0):
    done = CliRunner().invoke(pmr, ["--office", str(folder), *map(str, arguments)])
    fault = done.exception if isinstance(done.exception, Fault) else None
    assert leaves in (None, fault.exit_code if fault else done.exit_code), f"{done.output}{done.exception!r}"
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


def asked_as(office, name):
    """The office, asked by another account of the server."""
    settings = office / "settings.yaml"
    settings.write_text(re.sub(r"&user=\w+", f"&user={name}", settings.read_text(encoding="utf-8")), "utf-8")


@pytest.fixture
def earlier(office, postgres, monkeypatch):
    """An office whose record a server keeps in the format of an earlier program, and an account that may add to it."""
    address = postgres.database()
    with monkeypatch.context() as before:
        before.setattr(migrations, "MIGRATIONS", {no: one for no, one in migrations.MIGRATIONS.items() if no <= 10})
        with closing(connect(address)) as connection:
            layout.bring_forward(connection)
    known = [name for (name,) in postgres.sql(address, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    postgres.sql(address, "DROP ROLE IF EXISTS ines", "CREATE ROLE ines LOGIN")
    lines = [line for line in grants("earlier_read", "earlier_write").splitlines() if not line.startswith("GRANT")]
    rights = [f"GRANT {right} ON {', '.join(known)}, counted, standing TO earlier_write" for right in ("SELECT",)]
    postgres.sql(address, "\n".join(lines), *rights, f"GRANT INSERT ON {', '.join(known)} TO earlier_write")
    postgres.sql(address, "GRANT earlier_write TO ines")
    settings = office / "settings.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\nrecord: {address}\n", encoding="utf-8")
    return office


def test_its_owner_brings_it_forward_and_who_might_add_to_it_still_may(earlier):
    ahead = f"the record on the server: format 10 → {migrations.FORMAT}"
    assert "is of format 10, and this program is of" in ask(earlier, "record", "show", TRIPS, leaves=2)
    assert ahead in ask(earlier, "office", "upgrade", "--dry-run")
    asked_as(earlier, "ines")
    before = (earlier / "settings.yaml").read_bytes()
    told = ask(earlier, "office", "upgrade", leaves=2)
    assert "refused: permission denied for schema public" in told
    assert "Nothing was changed" in told
    assert before == (earlier / "settings.yaml").read_bytes()
    assert "sign in as the account that owns its tables" in told
    asked_as(earlier, "pmr_owner")
    assert ahead in ask(earlier, "office", "upgrade")
    assert "Nothing to do" in ask(earlier, "office", "upgrade")
    asked_as(earlier, "ines")
    ask(earlier, "record", "import", earlier / "tables" / "mmr_fy2026_indicators.csv", "--year", "2026")
    assert "C-0001" in ask(
        earlier, "commitment", "add", "Count the slips again", "--agency", "HFS", "--due", "2026-12-01"
    )
    assert "Count the slips again" in ask(earlier, "commitment", "list", leaves=None)
    assert "FY26" in ask(earlier, "record", "show", TRIPS)
