"""A record moved from a file to a server, or back; and who may do what there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.atomic_write import beside, retry_while_locked
from pmr_xl.model.fault import Fault
from pmr_xl.record import migrations
from pmr_xl.record.copying import RecordTable, copy, tables
from pmr_xl.record.engine.connection import Connection, Line
from pmr_xl.record.engine.sqlite import SqliteConnection
from pmr_xl.record.file.place import on_own_disk
from pmr_xl.record.server.layout import tables_with_account

if TYPE_CHECKING:
    from pmr_xl.record.server.connection import PostgresConnection


def to_file(source: Connection, path: Path) -> tuple[str, int]:
    """Copy a record into a new file, which appears only when it is whole; gives its hash and how many lines it has.

    Raises:
        Fault: something is there already, or the disk refuses.
    """
    if path.exists():
        raise Fault(f"{path} is there already; nothing was changed.", "Name a file that is not there yet.")
    aside = beside(path)
    try:
        with closing(SqliteConnection(sqlite3.connect(aside, isolation_level=None))) as target:
            if on_own_disk(path):
                target.execute("PRAGMA journal_mode = WAL")
            target.execute("BEGIN")
            migrations.bring_forward(target)
            told = copy(source, target, lambda table, lines: _added(target, table, lines))
            target.execute("COMMIT")
        retry_while_locked(lambda: aside.replace(path))
    except (OSError, sqlite3.OperationalError) as error:
        raise Fault(f"{path} cannot be written: {error}.", "Look at the disk and your rights.") from None
    finally:
        aside.unlink(missing_ok=True)
    return told


def _added(target: SqliteConnection, table: RecordTable, lines: list[Line]) -> None:
    places = ", ".join("?" * len(table.columns))
    target.executemany(f"INSERT INTO {table.name} VALUES ({places})", lines)  # noqa: S608 - our own names


def to_server(source: Connection, target: PostgresConnection) -> tuple[str, int]:
    """Copy a record into the empty tables of a server, within the transaction that is open there.

    The accounts under which lines were written stay what they were: only the tables' owner can do that.
    """
    accounts = tables_with_account(target)
    for table in accounts:
        target.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_account")
    told = copy(source, target, lambda table, lines: _copied(target, table, lines))
    for table in accounts:
        target.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_account")
    for one in tables():
        if one.numbered:
            target.execute(
                f"SELECT setval(pg_get_serial_sequence('{one.name}', 'no'), coalesce(max(no), 0) + 1, false) "  # noqa: S608 - our own names
                f"FROM {one.name}"
            )
    return told


def _copied(target: PostgresConnection, table: RecordTable, lines: list[Line]) -> None:
    columns = ", ".join(table.columns)
    with target.raw.cursor().copy(f"COPY {table.name} ({columns}) FROM STDIN") as into:
        for line in lines:
            into.write_row(line)


def grants(read: str, write: str) -> str:
    """A script for whoever owns the tables: who may read the record, and who may write it.

    Args:
        read, write: names of roles; people are made members of one of them.
    """
    everything = ", ".join(["record_format", "counted", "standing", *(one.name for one in tables())])
    written = ", ".join(one.name for one in tables())
    reader, writer = _quoted(read), _quoted(write)
    return "\n".join(
        [
            "-- Who may do what with the record. For the owner of its tables: pmr record grants | psql DATABASE",
            "-- A person is given one of the two: GRANT pmr_write TO ana;",
            f"DO $$ BEGIN CREATE ROLE {reader}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
            f"DO $$ BEGIN CREATE ROLE {writer}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
            f"DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO {reader}, {writer}', current_schema()); END $$;",
            f"GRANT SELECT ON {everything} TO {reader}, {writer};",
            "-- Lines are only ever added; of a correction that ended it may be said again what became of it.",
            f"GRANT INSERT ON {written} TO {writer};",
            f"GRANT UPDATE ON correction_ends TO {writer};",
            "",
        ]
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
