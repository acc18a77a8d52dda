"""Whether a record is whole: its file, its tables, and everything that stands in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import compress, islice
from typing import Any

from pmr_xl.model.fact import FactKind
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Edition
from pmr_xl.record.engine.sqlite import SqliteConnection
from pmr_xl.record.entries import figure_of, period_of
from pmr_xl.record.file.way_back import NOT_READ
from pmr_xl.record.migrations import bring_forward
from pmr_xl.record.tables import Decided

MOST = 20  # ills that are looked for; one is enough to know
_STORED = {"TEXT": ("text",), "INTEGER": ("integer", "real")}  # months are placed by fractions (order.py)
# What is understood as it is read: a column's value that cannot be is damage, wherever it came from.
_READ: tuple[tuple[str, str, Callable[[Any], object]], ...] = (
    ("figures", "period", period_of),
    ("figures", "kind", FactKind),
    ("figures", "value", figure_of),
    ("figures", "decided", Decided),
    ("sources", "edition", Edition.parse),
    ("submissions", "edition", Edition.parse),
    ("decisions", "edition", Edition.parse),
    ("looks", "edition", Edition.parse),
    ("import_findings", "severity", Severity),
)


def ills(connection: SqliteConnection) -> list[str]:
    """What is wrong with a record that is open, in words; empty where it is whole. It is of this program's format."""
    try:
        return list(islice(_ills(connection.raw), MOST))
    except NOT_READ as error:
        return [f"it cannot be read through: {error}"]


def _ills(connection: sqlite3.Connection) -> Iterator[str]:
    for (said,) in connection.execute(f"PRAGMA integrity_check({MOST})").fetchall():
        if said != "ok":
            yield f"its file: {said}"
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"line {row} of {table} names a line of {parent} that is not there"
    for table, columns in _laid_out().items():
        there = {line[1] for line in connection.execute(f"PRAGMA table_info({table})")}
        if missing := columns.keys() - there:
            yield f"{table} is missing" if not there else f"{table} has no column {', '.join(sorted(missing))}"
            continue
        yield from _read_through(connection, table, columns)


def _read_through(connection: sqlite3.Connection, table: str, columns: dict[str, tuple[str, bool]]) -> Iterator[str]:
    """Every line is fetched: what the file's own check passes over is a text that is none."""
    try:
        for _ in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - our own names, here and below
            pass
    except NOT_READ as error:
        yield f"{table} cannot be read through: {error}"
        return
    wrong = [_other_than(column, *kind) for column, kind in columns.items() if kind[0] in _STORED]
    found = connection.execute(f"SELECT rowid, {', '.join(wrong)} FROM {table} WHERE {' OR '.join(wrong)}").fetchone()  # noqa: S608 - names of our own tables and columns
    if found is not None:
        named = [column for column, kind in columns.items() if kind[0] in _STORED]
        yield f"{', '.join(compress(named, found[1:]))} in line {found[0]} of {table} is of another kind"
    for where, column, read in _READ:
        if where == table:
            yield from _understood(connection, table, column, read)


def _other_than(column: str, kind: str, may_be_empty: bool) -> str:
    """Where a column's value is of another kind than it is laid out for, as SQL."""
    kinds = (*_STORED[kind], *(("null",) if may_be_empty else ()))
    return f"typeof({column}) NOT IN ({', '.join(map(repr, kinds))})"


def _understood(
    connection: sqlite3.Connection, table: str, column: str, read: Callable[[Any], object]
) -> Iterator[str]:
    for (value,) in connection.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall():  # noqa: S608 - the same
        try:
            read(value)
        except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
            yield f"“{value}” is no {column} ({table})"


def _laid_out() -> dict[str, dict[str, tuple[str, bool]]]:
    """The tables of an empty record: their columns, of which kind each is, and whether it may be empty."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        bring_forward(SqliteConnection(empty))
        tables = [line[0] for line in empty.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: {
                line[1]: (line[2], not line[3] and not line[5]) for line in empty.execute(f"PRAGMA table_info({table})")
            }
            for table in tables
        }
