"""The whole record from one engine into another: every line with its number, and a proof that all are the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from typing import TypeAlias

from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record.engine.connection import Connection, Line
from pmr_xl.record.file.content import blank

PutLines: TypeAlias = Callable[["RecordTable", list[Line]], None]
_AT_ONCE = 5_000  # lines that are held in memory


class RecordTable(NamedTuple):
    """A table of the record: its columns, and the one that tells its lines apart (its first)."""

    name: str
    columns: tuple[str, ...]

    @property
    def key(self) -> str:
        """What its lines are ordered by."""
        return self.columns[0]

    @property
    def numbered(self) -> bool:
        """Whether its lines are numbered by the engine."""
        return self.key == "no"


def tables() -> list[RecordTable]:
    """Every table of this program's format, each after those that its lines name."""
    with closing(blank()) as empty:
        names = [line[0] for line in empty.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        told, left = list[RecordTable](), sorted(names)
        while left:
            placed = {one.name for one in told}
            ready = next(
                one for one in left
                if {line[2] for line in empty.execute(f"PRAGMA foreign_key_list({one})")} <= placed
            )  # fmt: skip
            columns = [line[1] for line in empty.execute(f"PRAGMA table_info({ready})")]
            told.append(RecordTable(ready, tuple(columns)))
            left.remove(ready)
        return told


@cache
def last_lines() -> str:
    """A question with another answer after everything that is added: what is the last line of every table.

    Of those whose lines are not numbered (few), how many they are.
    """
    last = ("max(no)" if table.numbered else "count(*)" for table in tables())
    asked = (f"(SELECT {what} FROM {table.name})" for what, table in zip(last, tables(), strict=True))  # noqa: S608 - our own names
    return f"SELECT {', '.join(asked)}"


def lines_of(connection: Connection, table: RecordTable) -> Iterator[list[Line]]:
    """All lines of a table, by their key, some thousands at a time."""
    columns, after = ", ".join(table.columns), -1
    while True:
        found = connection.execute(
            f"SELECT {columns} FROM {table.name} WHERE {table.key} > ? ORDER BY {table.key} LIMIT {_AT_ONCE}",  # noqa: S608 - our own names
            (after,),
        ).fetchall()
        if not found:
            return
        yield found
        after = found[-1][0]


def print_of(connection: Connection) -> tuple[str, int]:
    """A hash of every line of every table, the same on every engine, and how many lines there are."""
    seen, count = hashlib.sha256(), 0
    for table in tables():
        seen.update(f"{table.name}\n".encode())
        for lines in lines_of(connection, table):
            count += len(lines)
            seen.update("".join(f"{json.dumps([_plain(one) for one in line])}\n" for line in lines).encode())
    return seen.hexdigest(), count


def copy(source: Connection, target: Connection, put: PutLines) -> tuple[str, int]:
    """Copy all lines into empty tables; gives their common hash and their number.

    Args:
        put: adds lines to a table as they are, with their numbers.

    Raises:
        Fault: the target holds something already, or what stands there afterwards is not the same.
    """
    if print_of(target)[1]:
        raise Fault(
            "The record that this would be copied to holds something already; nothing was changed.",
            "Name an empty database, or a file that is not there yet.",
        )
    for table in tables():
        for lines in lines_of(source, table):
            put(table, lines)
    here, there = print_of(source), print_of(target)
    if here != there:
        raise Fault(
            f"What was copied is not what was there ({there[1]} of {here[1]} lines, or other ones); it does not count.",
            "Nobody may write while a record is copied. Try again.",
        )
    return there


def _plain(value: object) -> object:
    """A place among the editions is a whole number or a fraction in a file, and always a fraction on a server."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
