"""A record's bytes, read whole, and the record in memory that is made of them."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from pmr_xl.atomic_write import patiently
from pmr_xl.model.fault import Fault
from pmr_xl.record.file.way_back import NOT_READ, way_back
from pmr_xl.record.migrations import FORMAT, bring_forward, format_of

_ARRIVING = 6
_PAUSE = 0.05
_HEADER = 100  # bytes of an SQLite file's header


def blank() -> sqlite3.Connection:
    """An empty record in memory."""
    connection = sqlite3.connect(":memory:")
    bring_forward(connection)
    return connection


def opened(path: Path) -> sqlite3.Connection:
    """The record as it is now, in memory; an empty one where there is no file yet.

    Raises:
        Fault: the file cannot be read, is damaged, or was made by a newer program.
    """
    content = content_of(path)
    return from_bytes(path, content)[1] if content else blank()


def content_of(path: Path) -> bytes:
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
    raise Fault(f"{path} is not a whole record.", way_back(path))


def from_bytes(path: Path, content: bytes) -> tuple[int, sqlite3.Connection]:
    """The format that a record was of, and the record in this program's format, in memory."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(content)
        version = format_of(connection)
        connection.execute("SELECT no FROM figures LIMIT 1").fetchone()
        if version <= FORMAT:
            bring_forward(connection)
            connection.execute("SELECT 1 FROM counted, standing, explanations, decisions, names LIMIT 0")  # all there
        connection.execute("PRAGMA foreign_keys = ON")
    except NOT_READ as error:
        connection.close()
        raise Fault(f"{path} is damaged or no record: {error}.", way_back(path)) from None
    if version > FORMAT:
        connection.close()
        raise Fault(
            f"{path} was made by a newer program (format {version}; this one knows {FORMAT}).",
            "Bring pmr_xl up to date.",
        )
    return version, connection
