"""A record's file, opened where it lies: what is asked is read from it, and no more."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pmr_xl.model.fault import Fault
from pmr_xl.record.engine.sqlite import SqliteConnection
from pmr_xl.record.file.content import (
    ARRIVING,
    HEADER,
    PAUSE,
    blank,
    content_of,
    from_bytes,
    not_readable,
    not_whole,
    ours,
    said_format,
    said_size,
    written_beside,
)
from pmr_xl.record.file.place import on_own_disk
from pmr_xl.record.file.way_back import NOT_READ
from pmr_xl.record.migrations import FORMAT

WAIT = 30.0  # seconds for another program that is putting the file in order; it takes milliseconds


def open_for_reading(path: Path) -> SqliteConnection:
    """The record as it is now, for reading alone; an empty one where there is no file yet.

    On a disk of this computer SQLite reads the file beside those who write. On a share a file that lies there never
    changes, it is only replaced, so nothing has to be locked. A record of an earlier format is read whole and brought
    forward in memory.

    Raises:
        Fault: the file cannot be read, is damaged, or was made by a newer program.
    """
    if not is_there(path):
        return blank()
    in_place = on_own_disk(path)
    if not in_place and os.name == "nt":
        return _copied(path)  # a file that somebody has open on a share cannot be replaced there
    connection = _in_place(path) if in_place else _on_share(path)
    if connection is None:
        return _copied(path)
    if connection.step >= FORMAT:
        return ours(path, connection)
    with closing(connection):
        return from_bytes(path, connection.raw.serialize())[1]


def open_at_one_state(path: Path) -> SqliteConnection:
    """Open, at what it is now: what others write does not show."""
    connection = open_for_reading(path)
    connection.execute("BEGIN")
    connection.execute("SELECT 1 FROM sources LIMIT 1").fetchone()  # SQLite takes the state at the first look
    return connection


def format_at(path: Path) -> int:
    """A record's format; this program's where there is no file. Raises Fault as :func:`open_for_reading`."""
    if not is_there(path):
        return FORMAT
    connection = _in_place(path) if on_own_disk(path) else _on_share(path)
    if connection is None:
        return said_format(content_of(path)[:HEADER])
    with closing(connection):
        return ours(path, connection, any_format=True).step


def _copied(path: Path) -> SqliteConnection:
    content = content_of(path)
    return from_bytes(path, content)[1] if content else blank()


def for_writing(path: Path) -> SqliteConnection:
    """The record on a disk of this computer, to be changed where it lies. Raises Fault as :func:`open_for_reading`."""
    connection = _raw(path, "mode=rw")
    if connection is None:
        raise Fault(f"{path} cannot be written.", "The record is as it was. Look at the disk and your rights.")
    connection.raw.execute("PRAGMA synchronous = FULL")
    return ours(path, connection, any_format=True)


def written_in_place(path: Path) -> bool:
    """Whether a record lies on a disk of this computer, and a program of this format has made it there."""
    try:
        with path.open("rb") as file:
            return written_beside(file.read(HEADER)) and on_own_disk(path)
    except OSError:
        return False


def not_writable(path: Path, error: Exception) -> Fault:
    """Why SQLite could not change the record, in words."""
    if isinstance(error, sqlite3.OperationalError):
        return Fault(
            f"{path} cannot be written: {error}.", "The record is as it was. Look at the disk and your rights."
        )
    return not_readable(path, error)


@contextmanager
def tell_not_writable(path: Path) -> Iterator[None]:
    """What SQLite cannot do is told in words."""
    try:
        yield
    except NOT_READ as error:
        raise not_writable(path, error) from None


def _in_place(path: Path) -> SqliteConnection | None:
    """Open for reading; None where SQLite cannot, as in a folder where nothing may be written."""
    if not Path(f"{path}-wal").exists():
        _must_be_whole(path)
    connection = _raw(path, "mode=rw")  # who comes last puts away what SQLite keeps beside the file
    if connection is not None:
        connection.raw.execute("PRAGMA query_only = ON")
    return connection


def _on_share(path: Path) -> SqliteConnection | None:
    _must_be_whole(path)
    at_rest(path)
    return _raw(path, "mode=ro&immutable=1")


def at_rest(path: Path) -> None:
    """See that no computer on which a shared record lies has it open there. Raises Fault."""
    if Path(f"{path}-wal").exists():
        raise Fault(
            f"The record {path.name} is open on the computer that it lies on.",
            "Try again when nobody works there; an office for several computers keeps its folder on a server.",
        )


def _raw(path: Path, how: str) -> SqliteConnection | None:
    try:
        raw = sqlite3.connect(
            f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None, timeout=WAIT, check_same_thread=False
        )
    except sqlite3.OperationalError:
        return None
    try:
        raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        raw.close()
        return None
    except sqlite3.DatabaseError as error:
        raw.close()
        raise not_readable(path, error) from None
    return SqliteConnection(raw)


def is_there(path: Path) -> bool:
    """Whether a record, not an empty file, is there. Raises Fault where the folder cannot be reached."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as error:
        raise Fault(
            f"The record {path} cannot be read: {error.strerror}.", "Look whether the folder can be reached."
        ) from None


def _must_be_whole(path: Path) -> None:
    """See that the file is as long as it says it is; a share may show one that is still arriving."""
    for _ in range(ARRIVING):
        try:
            with path.open("rb") as file:
                header = file.read(HEADER)
                size = os.fstat(file.fileno()).st_size
        except OSError as error:
            raise Fault(
                f"The record {path} cannot be read: {error.strerror}.", "Look whether the folder can be reached."
            ) from None
        said = said_size(header)
        if said == size:
            return
        if not said:
            break
        time.sleep(PAUSE)
    raise not_whole(path)
