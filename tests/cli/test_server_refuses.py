"""What a server's record cannot do is told with its place, its fault and the way out of just that, once a command."""

from __future__ import annotations

import os
import shutil
import socket
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner
from kept_on import kept, state_of

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault
from pmr_xl.record import targets

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
TRIPS = "hfs-ferry-trips"
COMMANDS = (
    ("record", "show", TRIPS),
    ("board",),
    ("validate", "--no-copy"),
    ("withdraw", "MMR-FY26", "HFS", "--why", "x"),
)
# What is changed in the address, and what is said: the fault, why, and a word of its remedy.
REFUSED = {
    "no password": ("user=pmr_owner", "user=paula", "does not let you in", "no password supplied", "pgpass"),
    "a wrong password": ("user=pmr_owner", "user=paula", "does not let you in", "password authenti", "PGPASSWORD"),
    "no such account": ("user=pmr_owner", "user=nobody_there", "does not let you in", "nobody_there", "before the @"),
    "no right": ("user=pmr_owner", "user=rosa", "refused", "permission denied", "pmr record grants"),
    "no such database": ("///pmr", "///absent", "has no such database", "absent", "end of the address"),
    "a server that is away": ("host=%2F", "host=%2Fnowhere%2F", "cannot be reached", "No such file", "is up"),
    "no such option": ("&user", "&colour=red&user", "is none that PostgreSQL knows", "colour", "settings.yaml"),
    "too long": ("&user", "&options=-cstatement_timeout%3D1&user", "could not do it", "canceling", "how long"),
    "another schema": ("&user", "&options=-csearch_path%3Dgone&user", "is no record", "6 accepted", "search_path"),
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory, postgres):
    folder = Path(shutil.copytree(FIRST, tmp_path_factory.mktemp("refused") / "office"))
    postgres.account("paula", "hunter2")
    postgres.account("rosa")
    settings = folder / "settings.yaml"
    before = settings.read_text(encoding="utf-8")
    address = postgres.database()
    assert CliRunner().invoke(pmr, ["--office", str(folder), "record", "copy", "--to", address]).exit_code == 0
    (folder / "record.sqlite").rename(folder / "record.before.sqlite")
    settings.write_text(f"{before}\nrecord: {address}\n", encoding="utf-8")
    return folder


@contextmanager
def reached_by(office, old, new):
    settings = office / "settings.yaml"
    before = settings.read_text(encoding="utf-8")
    head, _, address = before.rpartition("record: ")
    assert old in address
    settings.write_text(f"{head}record: {address.replace(old, new, 1)}", encoding="utf-8")
    try:
        yield
    finally:
        settings.write_text(before, encoding="utf-8")


def ask(office, *arguments, leaves=0):
    done = CliRunner().invoke(pmr, ["--office", str(office), *arguments])
    fault = done.exception if isinstance(done.exception, Fault) else None
    assert (fault.exit_code if fault else done.exit_code) == leaves, f"{done.output}{done.exception!r}"
    return f"{done.output}{fault or ''}"


@pytest.mark.parametrize("refused", REFUSED)
def test_every_command_says_so_once_with_the_way_out(office, monkeypatch, postgres, refused):
    old, new, said, why, way = REFUSED[refused]
    monkeypatch.delenv("PGPASSWORD", raising=False)
    if refused == "a wrong password":
        monkeypatch.setenv("PGPASSWORD", "wrong")
    before = state_of(office)
    # A server may answer within the least time that can be set: for "too long" it is kept from answering.
    held = postgres.tables_held if refused == "too long" else nullcontext
    address = Desk(office).settings.record
    for command in (COMMANDS[0], *COMMANDS[1:]):
        with held(address), reached_by(office, old, new):
            told = ask(office, *command, leaves=2)
        assert said in told, command
        assert why in told
        assert way in told
        assert told.count(said) == 1, "once, not for every file"
        assert "Traceback" not in told
        assert "hunter2" not in told
    assert state_of(office) == before


def test_with_the_right_password_and_right_it_answers(office, monkeypatch, postgres):
    address = Desk(office).settings.record
    postgres.sql(address, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO paula")
    monkeypatch.setenv("PGPASSWORD", "hunter2")
    before = ask(office, "record", "show", TRIPS)
    with reached_by(office, "user=pmr_owner", "user=paula"):
        assert ask(office, "record", "show", TRIPS) == before


def cut(postgres, address):
    mine = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pmr_xl'"
    database = address.partition("?")[0].rpartition("/")[2]
    assert postgres.sql(address, f"{mine} AND datname = '{database}'")


def target(office, leaves=0):
    return ask(office, "target", TRIPS, "FY27", "43000", "--why", "agreed", leaves=leaves)


def test_a_connection_that_is_cut_while_something_is_kept_keeps_nothing_of_it(office, monkeypatch, postgres):
    address, before = Desk(office).settings.record, state_of(office)
    plain = targets.set_by_hand

    def cut_then(connection, *told):
        plain(connection, *told)
        cut(postgres, address)

    with monkeypatch.context() as ending:
        ending.setattr(targets, "set_by_hand", cut_then)
        told = target(office, leaves=2)
    assert "could not do it" in told
    assert "Nothing was changed. The connection was cut in the middle." in told
    assert state_of(office) == before


def test_where_the_line_goes_dead_while_it_is_kept_nobody_says_what_became_of_it(office, monkeypatch):
    before, plain = state_of(office), targets.set_by_hand

    def dead_then(connection, *told):
        plain(connection, *told)
        with socket.socket(fileno=os.dup(connection.raw.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)

    with monkeypatch.context() as ending:
        ending.setattr(targets, "set_by_hand", dead_then)
        told = target(office, leaves=2)
    assert "was cut while the change was being kept: it is all there, or nothing of it" in told
    assert "pmr record show" in told
    assert state_of(office) == before
    assert "the target FY27 is 43,000" in target(office)


def test_one_that_was_cut_between_two_questions_is_made_anew(office, postgres):
    desk = Desk(office)
    known = desk.record.indicator_ids()
    cut(postgres, desk.settings.record)
    assert desk.record.indicator_ids() == known
    cut(postgres, desk.settings.record)
    desk.record.begin()
    with desk.record.one_state():
        assert desk.record.indicator_ids() == known
        cut(postgres, desk.settings.record)
        with pytest.raises(Fault, match="could not do it") as told:
            desk.record.indicator_ids()
    assert "cut in the middle" in told.value.remedy
    assert desk.record.indicator_ids() == known


def test_an_office_that_begins_on_a_server_begins_there(tmp_path, request):
    folder = Path(shutil.copytree(FIRST, tmp_path / "office"))
    shutil.rmtree(folder / "accepted")
    (folder / "record.sqlite").unlink()
    kept(folder, "server", request)
    table = folder / "tables" / "mmr_fy2026_indicators.csv"
    assert "new to the record" in ask(folder, "record", "import", str(table), "--year", "2026")
    assert "FY25" in ask(folder, "record", "show", TRIPS)
