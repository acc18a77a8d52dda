"""The record's storage: the one place that opens it, begins a change and keeps it.

On a disk of this computer SQLite reads and writes the file where it lies: one writes, any number read beside, each a
whole state. On a share, where its locks are worth nobody knows what, the file never changes: a writer works on a copy
in memory, has it examined, writes it beside the record, and puts it in the record's place in one step. In both places a
lock file says who is writing. A record of an earlier format is brought forward when it is opened; before the first
change puts it into its place so, it is kept as it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from pmr_xl.atomic_write import resolve_links
from pmr_xl.record.engine.connection import Changing, Connection
from pmr_xl.record.engine.sqlite import SqliteConnection
from pmr_xl.record.engine.user import whoami
from pmr_xl.record.file.content import blank, content_of, examine_copy, from_bytes, not_readable, written_whole
from pmr_xl.record.file.in_place import Forwarded, keep_as_it_was, place_of_kept, replace_whole, tidy
from pmr_xl.record.file.lock import Holder, Lock
from pmr_xl.record.file.opening import (
    at_rest,
    for_writing,
    format_at,
    open_at_one_state,
    open_for_reading,
    tell_not_writable,
    written_in_place,
)
from pmr_xl.record.file.place import on_own_disk
from pmr_xl.record.file.way_back import NOT_READ
from pmr_xl.record.migrations import FORMAT, bring_forward


class Storage(Changing[SqliteConnection]):
    """Where a record is kept.

    Args:
        path: the file; it need not exist before the first change. None for a record in memory alone.
        patience: seconds to wait for another writer.
        content: what a record in memory alone begins with (:meth:`content`); else with nothing.
        changed: is called after a change that was kept, as soon as nothing is open any more.
    """

    def __init__(
        self,
        path: Path | None,
        patience: float = 0,
        content: bytes = b"",
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self.path, self.patience = path and resolve_links(path), patience
        self.forwarded: Forwarded | None = None
        self._tell_changed, self._changed = changed, False
        self._held: SqliteConnection | None = None
        self._once = False
        if path is None:
            self._held = from_bytes(Path("(in memory)"), content)[1] if content else blank()

    def content(self) -> bytes:
        """The whole record as it is now, in this program's format."""
        with self._reading() as connection:
            return written_whole(connection.raw.serialize())

    def to_read(self) -> AbstractContextManager[Connection]:
        """The record as it is now.

        Raises:
            Fault: the file cannot be read, is damaged, or was made by a newer program.
        """
        return self._reading()

    @contextmanager
    def _reading(self) -> Iterator[SqliteConnection]:
        path = self.path or Path("(in memory)")
        try:
            if self._once and self._held is None:
                self._held = open_at_one_state(path)
            if self._held is not None:
                yield self._held
                return
            with closing(open_for_reading(path)) as connection:
                yield connection
        except NOT_READ as error:
            raise not_readable(path, error) from None

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Answer everything that is asked meanwhile from one state of the record, opened once.

        What is changed through this storage meanwhile is seen; what others change is not.
        """
        if self._held is not None or self._once or self.path is None:
            yield
            return
        self._held = open_at_one_state(self.path)
        try:
            yield
        finally:
            self._let_go()
            self._tell()

    @contextmanager
    def opened_once(self) -> Iterator[None]:
        """The same for a whole command: from its first question on, so that one who asks nothing opens nothing."""
        if self._held is not None or self._once or self.path is None:
            yield
            return
        self._once = True
        try:
            yield
        finally:
            self._once = False
            self._let_go()
            self._tell()

    def close(self) -> None:
        """A file is open only while it is asked; a record in memory stays."""

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    def begun_change(self) -> AbstractContextManager[SqliteConnection]:
        """The record, to be changed alone.

        Raises:
            Fault: another writer is at work, the new state fails its examination, or the folder cannot be written.
        """
        return self._changing()

    @contextmanager
    def _changing(self, *, forward: bool = False) -> Iterator[SqliteConnection]:
        """The same; ``forward``: also where nothing else changes an earlier format is brought forward."""
        path = self.path
        if path is None:
            with self._reading() as connection, connection.transaction():
                yield connection
            return
        from pmr_xl.record.file.copies import keep_copy  # what is only read does without

        if self._once:
            self._let_go()  # the next question opens what is there then
        with Lock(path, self.patience) as lock:
            tidy(path)
            keep_copy(path, date.today())  # noqa: DTZ011 - a day of the people who work here
            way = self._written_in_place if written_in_place(path) else self._written_whole
            yield from way(lock, forward)
        self._changed = True
        if self._held is not None:
            self._held.close()
            self._held = open_at_one_state(path)
        elif not self._once:
            self._tell()

    def _tell(self) -> None:
        """Say that something was changed, once nothing is open here: a log is part of the file then."""
        if self._changed:
            self._changed = False
            self._tell_changed()

    def _written_in_place(self, lock: Lock, forward: bool) -> Iterator[SqliteConnection]:
        """The file itself, to be changed where it lies."""
        path = lock.guarded
        with closing(for_writing(path)) as connection, tell_not_writable(path):
            was = connection.step
            before = connection.raw.serialize() if was < FORMAT else b""
            with connection.transaction():
                bring_forward(connection)
                changes = connection.raw.total_changes
                yield connection
                if not lock.still_mine():
                    raise lock.taken_away()
                if was < FORMAT and not forward and connection.raw.total_changes == changes:
                    connection.execute("ROLLBACK")  # nothing is new, so all stays as it was
                elif was < FORMAT:
                    self.forwarded = Forwarded(was, FORMAT, keep_as_it_was(path, written_whole(before), was))

    def _written_whole(self, lock: Lock, forward: bool) -> Iterator[SqliteConnection]:
        """A copy in memory to be changed, which is put in the record's place."""
        path = lock.guarded
        at_rest(path)
        before = content_of(path)
        was, connection = from_bytes(path, before) if before else (FORMAT, blank())
        with closing(connection):
            changes = connection.raw.total_changes
            with connection.transaction():
                yield connection
            if not before or connection.raw.total_changes > changes or (forward and was < FORMAT):
                after = written_whole(examine_copy(path, connection), beside=on_own_disk(path))
                self.forwarded = replace_whole(lock, before, after, was) or self.forwarded

    def to_bring_forward(self) -> Forwarded | None:
        """What :meth:`bring_forward` would do: from which format to which; None where there is nothing to do."""
        if self.path is None or (was := format_at(self.path)) >= FORMAT:
            return None
        return Forwarded(was, FORMAT, place_of_kept(self.path, content_of(self.path), was))

    def bring_forward(self) -> Forwarded | None:
        """Bring the file to this program's format; returns what was done, None where there is nothing to do.

        Raises Fault as :meth:`to_change`.
        """
        if self.to_bring_forward() is None:
            return None
        with self._changing(forward=True):
            pass
        return self.forwarded

    def mark(self) -> str:
        """Changes when the file does; empty where there is none."""
        marks = []
        for path in (self.path, Path(f"{self.path}-wal")) if self.path is not None else ():
            with suppress(OSError):
                marks.append(f"{path.stat().st_mtime_ns} {path.stat().st_size}")
        return ", ".join(marks)

    @property
    def user(self) -> str:
        """Who is at work: the system's user."""
        return whoami()

    def holder(self) -> Holder | None:
        """Who is writing now; None where nobody is."""
        return None if self.path is None else Lock(self.path, 0).holder()

    @property
    def locked(self) -> bool:
        """Whether a lock stands there, whoever it names."""
        return self.path is not None and os.path.lexists(Lock(self.path, 0).path)

    def break_lock(self) -> Holder | None:
        """Take away a lock that a dead program left behind; returns whose it was."""
        return None if self.path is None else Lock(self.path, 0).break_open()
