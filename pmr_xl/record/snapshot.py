"""The record's file: read whole, replaced whole.

Readers take the file's bytes and open them in memory, so they lock nothing and see one state. A writer works on its own
copy in memory, has it examined, writes it beside the record, and puts it in the record's place in one step.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pmr_xl.model.fault import Fault
from pmr_xl.record.lock import Lock
from pmr_xl.record.tables import ADDED, ADDED_TABLES, FORMAT, TABLES
from pmr_xl.whole import patiently, put_whole

_ARRIVING = 6
_PAUSE = 0.05
_HEADER = 100  # bytes of an SQLite file's header


def blank() -> sqlite3.Connection:
    """An empty record in memory."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES + ADDED_TABLES)
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    return connection


def opened(path: Path) -> sqlite3.Connection:
    """The record as it is now, in memory; an empty one where there is no file yet.

    Raises:
        Fault: the file cannot be read, is damaged, or was made by a newer program.
    """
    return _from_bytes(path, content) if (content := _content(path)) else blank()


@contextmanager
def changing(path: Path, patience: float) -> Iterator[sqlite3.Connection]:
    """A copy of the record to change; it takes the record's place when the block ends without an error.

    Raises:
        Fault: another writer is at work, the copy fails its examination, or the folder cannot be written.
    """
    with Lock(path, patience) as lock:
        _tidy(path)
        before = _content(path)
        with closing(_from_bytes(path, before) if before else blank()) as connection:
            yield connection
            connection.commit()
            after = _examined(path, connection)
        if after == before:
            return
        if not lock.still_mine() or _print(_content(path)) != _print(before):
            raise Fault(
                f"The lock of {path.name} was taken away while it was being written; nothing was changed.",
                "Look who else is writing, and try again.",
            )
        _replace(path, after)


def _examined(path: Path, connection: sqlite3.Connection) -> bytes:
    """The copy's bytes, read back and found whole."""
    content = connection.serialize()
    with closing(_from_bytes(path, content)) as again:
        verdict = again.execute("PRAGMA integrity_check").fetchone()[0]
        strays = again.execute("PRAGMA foreign_key_check").fetchall()
    if verdict != "ok" or strays:
        raise Fault(f"The new state of {path.name} is not whole ({verdict}); nothing was changed.", "Try again.")
    return content


def _tidy(path: Path) -> None:
    """Take away what dead writers left beside the record; who waits for its lock has a file there too, and keeps it."""
    for left in path.parent.glob(f".{path.name}.*.tmp"):
        if not left.name.startswith(f".{path.name}.lock."):
            with suppress(OSError):  # it is in nobody's way
                left.unlink(missing_ok=True)


def _replace(path: Path, content: bytes) -> None:
    try:
        put_whole(path, content)
    except OSError as error:
        raise Fault(
            f"{path} cannot be written: {error.strerror}.", "The record is as it was. Look at the disk and your rights."
        ) from None


def _content(path: Path) -> bytes:
    """The file's bytes, whole; empty where there is no file."""
    for _ in range(_ARRIVING):
        try:
            content = patiently(path.read_bytes)
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise Fault(
                f"The record {path} cannot be read: {error.strerror}.", "Look whether the folder can be reached."
            ) from None
        if not content.startswith(b"SQLite format 3\0") or len(content) < _HEADER:
            break
        size = int.from_bytes(content[16:18], "big")
        pages = int.from_bytes(content[28:32], "big")
        if len(content) == (65536 if size == 1 else size) * pages:
            return content
        time.sleep(_PAUSE)  # a share may show a file that is still arriving
    raise Fault(
        f"{path} is not a whole record.",
        f"Put a copy of {path.name} from your backup in its place; submissions kept since can be accepted again.",
    )


def _from_bytes(path: Path, content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(content)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("SELECT no FROM figures LIMIT 1").fetchone()
        if version <= FORMAT:
            _complete(connection)
    except sqlite3.Error as error:
        connection.close()
        raise Fault(
            f"{path} is damaged or no record: {error}.", f"Put a copy of {path.name} from your backup in its place."
        ) from None
    if version > FORMAT:
        connection.close()
        raise Fault(
            f"{path} was made by a newer program (format {version}; this one knows {FORMAT}).",
            "Bring pmr_xl up to date.",
        )
    return connection


def _complete(connection: sqlite3.Connection) -> None:
    """Give an older record the tables and columns that came since; on disk it has them from the next change on."""
    connection.executescript(ADDED_TABLES)
    for table, column, kind in ADDED:
        known = {line[1] for line in connection.execute(f"PRAGMA table_info({table})")}
        if column not in known:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")


def _print(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
