"""A record's bytes, read whole, and the record in memory that is made of them."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from pmr_xl.atomic_write import retry_while_locked
from pmr_xl.model.fault import Fault, NoRecord
from pmr_xl.record.engine.sqlite import SqliteConnection
from pmr_xl.record.file.way_back import NOT_READ, way_back
from pmr_xl.record.migrations import FORMAT, bring_forward

ARRIVING = 6
PAUSE = 0.05
HEADER = 100  # bytes of an SQLite file's header
_WHOLE, _BESIDE = (
    b"\1\1",
    b"\2\2",
)  # how a file says that it is written (bytes 18 and 19): whole, or with a log beside it


def blank() -> SqliteConnection:
    """An empty record in memory."""
    connection = _in_memory()
    bring_forward(connection)
    return connection


def content_of(path: Path) -> bytes:
    """The file's bytes, whole; empty where there is no file."""
    for _ in range(ARRIVING):
        try:
            content = retry_while_locked(path.read_bytes)
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise Fault(
                f"The record {path} cannot be read: {error.strerror}.", "Look whether the folder can be reached."
            ) from None
        said = said_size(content[:HEADER])
        if said == len(content):
            return content
        if not said:
            break
        time.sleep(PAUSE)  # a share may show a file that is still arriving
    raise not_whole(path)


def said_size(header: bytes) -> int:
    """How many bytes a file says it has; 0 where it is none of SQLite's."""
    if not header.startswith(b"SQLite format 3\0") or len(header) < HEADER:
        return 0
    size = int.from_bytes(header[16:18], "big")
    return (65536 if size == 1 else size) * int.from_bytes(header[28:32], "big")


def from_bytes(path: Path, content: bytes) -> tuple[int, SqliteConnection]:
    """The format that a record was of, and the record in this program's format, in memory."""
    connection = _in_memory()
    try:
        connection.raw.deserialize(written_whole(content))
        version = connection.step
        connection.execute("SELECT no FROM figures LIMIT 1").fetchone()
        if version <= FORMAT:
            bring_forward(connection)
    except NOT_READ as error:
        connection.close()
        raise not_readable(path, error) from None
    return version, ours(path, connection)


def written_beside(header: bytes) -> bool:
    """Whether a file is one that SQLite writes where it lies, with a log beside it."""
    return header[18:20] == _BESIDE


def said_format(header: bytes) -> int:
    """The format that a file at rest says it is of."""
    return int.from_bytes(header[60:64], "big")


def written_whole(content: bytes, *, beside: bool = False) -> bytes:
    """The same record as a file that is replaced whole; or, ``beside``, as one that SQLite writes where it lies."""
    says = _BESIDE if beside else _WHOLE
    return content if content[18:20] == says else content[:18] + says + content[20:]


def ours(path: Path, connection: SqliteConnection, *, any_format: bool = False) -> SqliteConnection:
    """The connection, if a record of this program's format is behind it; it is closed where there is none.

    Args:
        any_format: an earlier one is good too.

    Raises:
        Fault: it is damaged, or was made by a newer program.
    """
    try:
        version = connection.step
        if version == FORMAT or (version < FORMAT and not any_format):
            connection.execute("SELECT 1 FROM counted, standing, explanations, decisions, names LIMIT 0")  # all there
        connection.execute("SELECT no FROM figures LIMIT 1").fetchone()
        connection.execute("PRAGMA foreign_keys = ON")
    except NOT_READ as error:
        connection.close()
        raise not_readable(path, error) from None
    if version > FORMAT:
        connection.close()
        raise Fault(
            f"{path} was made by a newer program (format {version}; this one knows {FORMAT}).",
            "Bring pmr_xl up to date.",
        )
    return connection


def examine_copy(path: Path, connection: SqliteConnection) -> bytes:
    """The copy's bytes, read back and found whole."""
    content = connection.raw.serialize()
    with closing(from_bytes(path, content)[1]) as again:
        verdict = again.raw.execute("PRAGMA integrity_check").fetchone()[0]
        strays = again.raw.execute("PRAGMA foreign_key_check").fetchall()
    if verdict != "ok" or strays:
        raise Fault(f"The new state of {path.name} is not whole ({verdict}); nothing was changed.", "Try again.")
    return content


def not_readable(path: Path, error: Exception) -> Fault:
    """What SQLite could not read, in words. A misuse of our own is raised on: it says nothing of the file."""
    if isinstance(error, sqlite3.ProgrammingError):
        raise error
    return NoRecord(f"{path} is damaged or no record: {error}.", way_back(path))


def not_whole(path: Path) -> Fault:
    """A file that is shorter or longer than it says, or none of SQLite's, in words."""
    return NoRecord(f"{path} is not a whole record.", way_back(path))


def _in_memory() -> SqliteConnection:
    return SqliteConnection(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))
