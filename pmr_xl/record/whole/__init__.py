"""What is done with a record as a whole, whichever engine keeps it: laid out, copied, brought forward, locked."""

from __future__ import annotations

from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmr_xl.record.file.in_place import Forwarded
    from pmr_xl.record.file.lock import Holder
    from pmr_xl.record.file.storage import Storage
    from pmr_xl.record.queries.touched import FiguresStand, Touched
    from pmr_xl.record.server.storage import ServerStorage


class RecordKeeping:
    """The office's memory, as far as it is one file or one database."""

    _storage: Storage | ServerStorage

    @property
    def user(self) -> str:
        """Who is at work, as the record notes it: the system's user, or whom the server knows us as."""
        return self._storage.user

    def close(self) -> None:
        """Let go of what is open: the connection to a server. Whoever asks again is connected anew."""
        self._storage.close()

    def one_change(self) -> AbstractContextManager[None]:
        """Make one change of all that is asked and kept meanwhile: nobody else writes in between; all of it or nothing.

        Raises Fault where another writer is at work, or the record cannot be written.
        """
        return self._storage.one_change()

    def last_lines(self) -> tuple[int | None, ...]:
        """The last line of every table: another one after everything that is added."""
        from pmr_xl.record.copying import last_lines

        with self._storage.to_read() as connection:
            return tuple(connection.execute(last_lines()).fetchall()[0])

    def figures_stand(self) -> FiguresStand:
        """How far its figures go."""
        from pmr_xl.record.queries.touched import figures_stand

        with self._storage.to_read() as connection:
            return figures_stand(connection)

    def touched_after(self, stand: FiguresStand) -> list[Touched]:
        """What was stated, and taken back, since the figures stood so."""
        from pmr_xl.record.queries.touched import touched_after

        with self._storage.to_read() as connection:
            return touched_after(connection, stand)

    def mark(self) -> str:
        """Changes when the record does: of a file its time, else what the server says."""
        return self._storage.mark()

    def content(self) -> bytes:
        """All that it knows, to be kept elsewhere and taken up again (:meth:`of_bytes`)."""
        return self._storage.content()

    @property
    def new_format(self) -> Forwarded | None:
        """That a write brought the file to this program's format; None where it was of it already."""
        return self._storage.forwarded

    def to_bring_forward(self) -> Forwarded | None:
        """What :meth:`bring_forward` would do; None where there is nothing to do."""
        return self._storage.to_bring_forward()

    def bring_forward(self) -> Forwarded | None:
        """Bring the file to this program's format, and keep it as it was beside it; None where there is nothing to do.

        Raises Fault where another writer is at work, or the folder cannot be written.
        """
        return self._storage.bring_forward()

    def begin(self) -> None:
        """Lay out an empty record where there is none yet, before anything is kept beside it that belongs to it."""
        with self._storage.to_change():
            pass

    def copy_to(self, place: str) -> tuple[str, int]:
        """Copy the whole record to a new file, or to the empty database of a server (``postgresql://…``).

        Returns:
            A hash of all its lines, found the same here and there, and how many there are.

        Raises:
            Fault: something is there already; the disk or the server refuses; what was copied is not the same.
        """
        from pmr_xl.record.reading import PATIENCE
        from pmr_xl.record.server import moving
        from pmr_xl.record.server.address import is_server
        from pmr_xl.record.server.storage import ServerStorage

        with self._storage.one_state(), self._storage.to_read() as source:
            if not is_server(place):
                return moving.to_file(source, Path(place))
            with closing(ServerStorage(place, PATIENCE)) as there, there.taking_over() as target:
                return moving.to_server(source, target)

    def holder(self) -> Holder | None:
        """Who is writing now; None where nobody is."""
        return self._storage.holder()

    @property
    def locked(self) -> bool:
        """Whether a lock stands there, whoever it names."""
        return self._storage.locked

    def break_lock(self) -> Holder | None:
        """Take away a lock that a dead program left behind; returns whose it was. Only when a person asks for it."""
        return self._storage.break_lock()
