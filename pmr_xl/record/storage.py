"""The record's storage: the one place that opens it, begins a change and keeps it.

It is one file, read whole and replaced whole. Readers take the file's bytes and open them in memory, so they lock
nothing and see one state. A writer works on its own copy in memory, has it examined, writes it beside the record, and
puts it in the record's place in one step. A record of an earlier format is brought forward when it is opened; before
the first change puts it into its place so, it is kept as it was.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from pmr_xl.atomic_write import patiently, put_whole
from pmr_xl.model.fault import Fault
from pmr_xl.record.lock import Lock
from pmr_xl.record.migrations import FORMAT, bring_forward, format_of

_ARRIVING = 6
_PAUSE = 0.05
_HEADER = 100  # bytes of an SQLite file's header


class Forwarded(NamedTuple):
    """A record that was brought forward on the disk: from which format to which, and where it is kept as it was."""

    was: int
    now: int
    kept: Path


class Storage:
    """Where a record is kept.

    Args:
        path: the file; it need not exist before the first change. None for a record in memory alone.
        patience: seconds to wait for another writer.
        content: what a record in memory alone begins with (:meth:`content`); else with nothing.
    """

    def __init__(self, path: Path | None, patience: float = 0, content: bytes = b"") -> None:
        self.path, self.patience = path, patience
        self.forwarded: Forwarded | None = None
        if path is not None:
            self._held: sqlite3.Connection | None = None
        else:
            self._held = _from_bytes(Path("(in memory)"), content)[1] if content else blank()

    def content(self) -> bytes:
        """The whole record as it is now, in this program's format."""
        with self.reading() as connection:
            connection.commit()  # in memory alone a change stays open until it is asked for
            return connection.serialize()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The record as it is now.

        Raises:
            Fault: the file cannot be read, is damaged, or was made by a newer program.
        """
        if self._held is not None or self.path is None:
            yield self._held or blank()
            return
        with closing(opened(self.path)) as connection:
            yield connection

    @contextmanager
    def held(self) -> Iterator[None]:
        """Answer everything that is asked meanwhile from one reading of the file; not for writing."""
        with self.reading() as connection:
            held, self._held = self._held, connection
            try:
                yield
            finally:
                self._held = held

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """A copy of the record to change; it takes the record's place when the block ends without an error.

        Raises:
            Fault: another writer is at work, the copy fails its examination, or the folder cannot be written.
        """
        if self.path is None:
            with self.reading() as connection:
                yield connection
            return
        path = self.path
        with Lock(path, self.patience) as lock:
            _tidy(path)
            before = _content(path)
            was, connection = _from_bytes(path, before) if before else (FORMAT, blank())
            with closing(connection):
                forward = connection.serialize()  # what is there, in this program's format
                yield connection
                connection.commit()
                after = _examined(path, connection)
            if after == (forward if before else before):
                return
            self._replace(lock, before, after, was)

    def to_bring_forward(self) -> Forwarded | None:
        """What :meth:`bring_forward` would do: from which format to which; None where there is nothing to do."""
        if self.path is None or not (content := _content(self.path)):
            return None
        was, connection = _from_bytes(self.path, content)
        connection.close()
        return Forwarded(was, FORMAT, _kept_as(self.path, content, was)) if was < FORMAT else None

    def bring_forward(self) -> Forwarded | None:
        """Bring the file to this program's format; returns what was done, None where there is nothing to do.

        Raises Fault as :meth:`changing`.
        """
        if self.path is None or not self.path.exists():
            return None
        with Lock(self.path, self.patience) as lock:
            before = _content(self.path)
            was, connection = _from_bytes(self.path, before)
            with closing(connection):
                if was < FORMAT:
                    self._replace(lock, before, _examined(self.path, connection), was)
        return self.forwarded if was < FORMAT else None

    def _replace(self, lock: Lock, before: bytes, after: bytes, was: int) -> None:
        path = lock.guarded
        if not lock.still_mine() or _print(_content(path)) != _print(before):
            raise Fault(
                f"The lock of {path.name} was taken away while it was being written; nothing was changed.",
                "Look who else is writing, and try again.",
            )
        kept = _keep(path, before, was) if was < FORMAT else path
        _replace(path, after)
        if was < FORMAT:
            self.forwarded = Forwarded(was, FORMAT, kept)


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
    content = _content(path)
    return _from_bytes(path, content)[1] if content else blank()


def _keep(path: Path, content: bytes, was: int) -> Path:
    """Put the record aside as it was; under another name where another state of that format is kept already."""
    kept = _kept_as(path, content, was)
    _replace(kept, content)
    return kept


def _kept_as(path: Path, content: bytes, was: int) -> Path:
    kept = path.with_name(f"{path.stem}.format-{was}{path.suffix}")
    if kept.exists() and kept.read_bytes() != content:
        return path.with_name(f"{path.stem}.format-{was}-{_print(content)[:8]}{path.suffix}")
    return kept


def _examined(path: Path, connection: sqlite3.Connection) -> bytes:
    """The copy's bytes, read back and found whole."""
    content = connection.serialize()
    with closing(_from_bytes(path, content)[1]) as again:
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


def _from_bytes(path: Path, content: bytes) -> tuple[int, sqlite3.Connection]:
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
    return version, connection


def _print(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
