"""Every question to the record goes by an index: none looks through a whole table, whatever the record holds."""

from __future__ import annotations

import ast
import inspect
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from record_asked import FY26, MMR26, A, everything, fact

from pmr_xl import record as room
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.record import Record, Source
from pmr_xl.record.copying import tables
from pmr_xl.record.engine.sqlite import SqliteConnection, _bound, as_sqlite_sql
from pmr_xl.record.server.connection import PostgresConnection, connect

NO_QUESTIONS = {
    "begin",
    "of_bytes",
    "of_figures",
    "content",
    "one_state",
    "opened_once",
    "holder",
    "break_lock",
    "close",
    "bring_forward",
    "copy_to",
    "kept_by",
    "mark",
    "last_lines",
    "one_change",
    "to_bring_forward",
}
# Asked for everything that is kept, one looks through it all: that is what was asked.
WHOLE = {
    "looks": ("kept_findings",),
    "editions": ("edition_events",),
    "commitments": (
        "commitments",
        "commit",
        "accept",
        "store_decisions",
        "withdraw",
    ),  # few, and each new code needs the last
    "withdrawals": ("figures_stand", "touched_after", "past"),  # few, and asked for what is new among them
    "reliability": ("assessments",),
    "reliability_samples": ("samples", "keep_sample"),  # few, and each new code needs their number
}


ASKS = re.compile(r"\s*(SELECT|WITH)\b")
OF_THE_RECORD = re.compile(rf"\bFROM ({'|'.join(['counted', 'standing', *(table.name for table in tables())])})\b")
OF_THE_WHOLE = ("copying", "file", "server", "migrations")  # what copies, examines or lays out all of it


def beginnings() -> dict[str, str]:
    """Every question that the record's code writes, as far as its first blank to be filled in, and where it does."""
    told = {}
    for path in sorted(Path(room.__file__).parent.rglob("*.py")):
        place = path.relative_to(Path(room.__file__).parent)
        if place.parts[0].removesuffix(".py") in OF_THE_WHOLE:
            continue
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and ASKS.match(one.value):
                told[" ".join(one.value.split())] = f"{place}:{one.lineno}"
    return told


@pytest.fixture
def asked(monkeypatch):
    """Every statement that was put to the record, with its values, by the method that was called."""
    told: list[tuple[str, object]] = []
    for name in ("execute", "insert"):
        plain = getattr(SqliteConnection, name)

        def noted(self, sql, values=(), plain=plain):
            told.append((sql, values))
            return plain(self, sql, values)

        monkeypatch.setattr(SqliteConnection, name, noted)
    return told


@pytest.mark.of_a_file
def test_no_question_looks_through_a_whole_table(tmp_path, asked):
    record = Record(tmp_path / "record.sqlite")
    by_method, begun = {}, 0
    for name in everything(record):
        by_method[name] = [one for one in asked[begun:] if ASKS.match(one[0])]
        begun = len(asked)
    methods = {name for name, _ in inspect.getmembers(Record, callable) if not name.startswith("_")}
    assert methods - NO_QUESTIONS == set(by_method), "a new method is asked here too"
    only_add = {"decide", "extend", "end_corrections", "note_edition"}
    assert all(statements for name, statements in by_method.items() if name not in only_add)
    known = [" ".join(sql.split()) for statements in by_method.values() for sql, _ in statements]
    never = [place for begun, place in beginnings().items() if not any(one.startswith(begun) for one in known)]
    assert never == [], "a question that is written somewhere is asked here too"
    assert len(beginnings()) > 30
    scanned = []
    connection = sqlite3.connect(record.path)
    for name, statements in by_method.items():
        for sql, values in statements:
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {as_sqlite_sql(sql)}", _bound(values)):
                found = re.match(r"SCAN (?!json_each|ids|CONSTANT)(\w+)", step)  # lists, and what a query makes itself
                peeks = sql.endswith(("LIMIT 0", "LIMIT 1"))  # looks whether a table is there
                if found and not peeks and name not in WHOLE.get(found[1], ()):
                    scanned.append((name, step, sql))
    connection.close()
    assert scanned == []


def test_on_a_server_every_question_has_its_index_too(postgres, monkeypatch):
    asked, plain = [], PostgresConnection.execute

    def noted(self, sql, values=()):
        asked.append((sql, values))
        return plain(self, sql, values)

    monkeypatch.setattr(PostgresConnection, "execute", noted)
    address, by_method = postgres.database(), {}
    for name in everything(Record.kept_by(address)):
        by_method[name] = [one for one in asked if ASKS.match(one[0]) and OF_THE_RECORD.search(one[0])]
        asked.clear()
    assert sum(map(len, by_method.values())) > 80
    scanned = []
    with closing(connect(address)) as connection:
        connection.execute("SET enable_seqscan = off")  # the tables are small: where there is an index, it is taken
        for name, statements in by_method.items():
            for sql, values in statements:
                steps = [step for (step,) in plain(connection, f"EXPLAIN {sql}", values).fetchall()]
                found = [one[1] for step in steps if (one := re.search(r"Seq Scan on (\w+)", step))]
                scanned += [(name, sql, table) for table in found if name not in WHOLE.get(table, ())]
    assert scanned == []


@pytest.mark.of_a_file
def test_a_scan_would_be_seen(tmp_path):
    record = Record(tmp_path / "record.sqlite")
    record.publish([fact()], Source("table.csv", "a", MMR26))
    connection = sqlite3.connect(record.path)
    plan = connection.execute("EXPLAIN QUERY PLAN SELECT no FROM figures WHERE printed = '5'").fetchall()
    connection.close()
    assert any(step.startswith("SCAN figures") for *_, step in plan)


@pytest.mark.of_a_file
def test_what_is_asked_in_a_command_is_asked_of_one_opening(tmp_path, monkeypatch):
    record = Record(tmp_path / "record.sqlite")
    record.publish([fact()], Source("table.csv", "a", MMR26))
    opened, connect = [], sqlite3.connect

    def counted(*told, **more):
        opened.append(told)
        return connect(*told, **more)

    monkeypatch.setattr(sqlite3, "connect", counted)
    with record.one_state():
        with record.one_state():
            assert record.past([A]).actual(A, FY26) == 5
        assert record.indicator_ids() == {A}
        assert len(opened) == 1
        record.publish([fact(Period(2025))], Source("table.csv", "a", MMR26))
        assert record.past([A]).actual(A, Period(2025)) == 5, "what was changed through it is seen"


def test_months_of_long_ago_are_not_read(tmp_path):
    record = Record(tmp_path / "record.sqlite")
    months = [Period(2026 - back, Span.MONTH, 5) for back in range(9)]
    years = [Period(2026 - back) for back in range(9)]
    record.publish([fact(one) for one in (*months, *years)], Source("table.csv", "a", MMR26))
    found = record.past([A], parts=months[:2]).actuals[A]
    assert set(found) == {*years, *months[:2]}
    assert set(record.past([A]).actuals[A]) == {*years, *months}
    assert set(record.past([A], parts=()).actuals[A]) == set(years)
