"""SQLite, the engine that comes with Python."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import cast

from pmr_xl.model.quick.pattern import pattern
from pmr_xl.record.engine.connection import Connection, Lines, Values
from pmr_xl.record.engine.user import whoami

_AMONG = pattern(r"\bAMONG (\?|:\w+)", re.ASCII)


class SqliteConnection(Connection):
    """A record in a file or in memory, as SQLite has it open.

    Args:
        raw: without transactions of its own (``isolation_level=None``).
    """

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw

    def execute(self, sql: str, values: Values = ()) -> Lines:
        """Ask or change something."""
        return cast("Lines", self.raw.execute(as_sqlite_sql(sql), _bound(values)))

    def executemany(self, sql: str, lines: Iterable[Values]) -> None:
        """The same for several lines."""
        self.raw.executemany(as_sqlite_sql(sql), lines)

    def insert(self, sql: str, values: Values) -> int:
        """Add a line; returns its number."""
        return int(self.raw.execute(as_sqlite_sql(sql), _bound(values)).lastrowid or 0)

    def columns(self, table: str) -> set[str]:
        """The names of a table's columns."""
        return {line[1] for line in self.raw.execute(f"PRAGMA table_info({table})")}

    def only_add(self, table: str, *, may_change: bool = False) -> None:
        """Have SQLite refuse to change or take away lines of a table."""
        for act, name in (("DELETE", "remain"), *(() if may_change else (("UPDATE", "stay"),))):
            self.raw.execute(
                f"CREATE TRIGGER IF NOT EXISTS {table}_{name} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
            )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of a change or nothing."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.raw.in_transaction:
                self.execute("ROLLBACK")
            raise
        if self.raw.in_transaction:
            self.execute("COMMIT")

    @property
    def step(self) -> int:
        """The number of the last step by which the tables were laid out."""
        return int(self.raw.execute("PRAGMA user_version").fetchone()[0])

    @step.setter
    def step(self, number: int) -> None:
        self.raw.execute(f"PRAGMA user_version = {number}")

    @property
    def user(self) -> str:
        """Who is at work: the system's user."""
        return whoami()

    def close(self) -> None:
        """Ask no more."""
        self.raw.close()


@cache
def as_sqlite_sql(sql: str) -> str:
    """The same as SQLite says it: a list travels as JSON."""
    return _AMONG.sub(r"IN (SELECT value FROM json_each(\1))", sql)


def _bound(values: Values) -> Values:
    if isinstance(values, Mapping):
        return {name: json.dumps(one) if isinstance(one, list) else one for name, one in values.items()}
    if any(isinstance(one, list) for one in values):
        return tuple(json.dumps(one) if isinstance(one, list) else one for one in values)
    return values
