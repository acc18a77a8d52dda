"""The record's storage: the one place that opens it, begins a change and keeps it.

It is one file, read whole and replaced whole. Readers take the file's bytes and open them in memory, so they lock
nothing and see one state. A writer works on its own copy in memory, has it examined, writes it beside the record, and
puts it in the record's place in one step. A record of an earlier format is brought forward when it is opened; before
the first change puts it into its place so, it is kept as it was.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pmr_xl.atomic_write import followed, put_whole, sweep
from pmr_xl.model.fault import Fault
from pmr_xl.record.file.content import blank, content_of, from_bytes, opened
from pmr_xl.record.file.copies import keep_copy
from pmr_xl.record.file.lock import Lock
from pmr_xl.record.migrations import FORMAT


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
        self.path, self.patience = path and followed(path), patience
        self.forwarded: Forwarded | None = None
        if path is not None:
            self._held: sqlite3.Connection | None = None
        else:
            self._held = from_bytes(Path("(in memory)"), content)[1] if content else blank()

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
            keep_copy(path, date.today())  # noqa: DTZ011 - a day of the people who work here
            before = content_of(path)
            was, connection = from_bytes(path, before) if before else (FORMAT, blank())
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
        if self.path is None or not (content := content_of(self.path)):
            return None
        was, connection = from_bytes(self.path, content)
        connection.close()
        return Forwarded(was, FORMAT, _kept_as(self.path, content, was)) if was < FORMAT else None

    def bring_forward(self) -> Forwarded | None:
        """Bring the file to this program's format; returns what was done, None where there is nothing to do.

        Raises Fault as :meth:`changing`.
        """
        if self.path is None or not self.path.exists():
            return None
        with Lock(self.path, self.patience) as lock:
            keep_copy(self.path, date.today())  # noqa: DTZ011 - as above
            before = content_of(self.path)
            was, connection = from_bytes(self.path, before)
            with closing(connection):
                if was < FORMAT:
                    self._replace(lock, before, _examined(self.path, connection), was)
        return self.forwarded if was < FORMAT else None

    def _replace(self, lock: Lock, before: bytes, after: bytes, was: int) -> None:
        path = lock.guarded
        if not lock.still_mine() or _print(content_of(path)) != _print(before):
            raise Fault(
                f"The lock of {path.name} was taken away while it was being written; nothing was changed.",
                "Look who else is writing, and try again.",
            )
        kept = _keep(path, before, was) if was < FORMAT else path
        _replace(path, after)
        if was < FORMAT:
            self.forwarded = Forwarded(was, FORMAT, kept)


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
    with closing(from_bytes(path, content)[1]) as again:
        verdict = again.execute("PRAGMA integrity_check").fetchone()[0]
        strays = again.execute("PRAGMA foreign_key_check").fetchall()
    if verdict != "ok" or strays:
        raise Fault(f"The new state of {path.name} is not whole ({verdict}); nothing was changed.", "Try again.")
    return content


def _tidy(path: Path) -> None:
    """Take away what dead writers left beside the record; who waits for its lock has a file there too, and keeps it."""
    sweep(path.parent)
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


def _print(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
