"""One writer at a time: a lock file beside the record that names its holder.

A file that may only be created once works on every network share; what a share's own locks are worth, nobody knows.
A lock left behind by a program of this computer that is known to be dead is taken over, and so is one that names
nobody: the record is whole whenever its writer dies. Of another computer's programs nothing is known: that lock is
told, and taken away only when a person asks for it.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pmr_xl.atomic_write import beside, resolve_links, retry_while_locked
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record.engine.user import whoami
from pmr_xl.running import has_ended, known_by

_PAUSE = 0.05  # seconds between two tries
_LONG = 600  # seconds; no write of ours takes ten minutes
_NAMELESS = 2  # seconds; a writer names itself as it takes the lock, on any share in less


class Holder(NamedTuple):
    """Who holds the lock, since when, with which program."""

    user: str
    host: str
    pid: int
    since: str
    token: str = ""
    known_by: str = ""  # empty in locks of earlier programs

    @classmethod
    def me(cls) -> Holder:
        """This program, now."""
        import platform
        import uuid

        since, me = datetime.now(UTC).isoformat(timespec="seconds"), os.getpid()
        return cls(whoami(), platform.node(), me, since, uuid.uuid4().hex, known_by(me))

    @classmethod
    def from_text(cls, text: str) -> Holder:
        """The holder that a lock file names. Raises ValueError or TypeError where it names none."""
        told = cls(**json.loads(text))
        if datetime.fromisoformat(told.since).tzinfo is None or type(told.pid) is not int:
            raise ValueError(text)
        return told._replace(user=str(told.user), host=str(told.host), known_by=str(told.known_by))

    @property
    def age(self) -> float:
        """Seconds since it was taken."""
        return (datetime.now(UTC) - datetime.fromisoformat(self.since)).total_seconds()

    @property
    def dead(self) -> bool:
        """Whether its program is known to run no longer; of another machine's nothing is known."""
        import platform

        return self.host == platform.node() and has_ended(self.pid, self.known_by)

    def __str__(self) -> str:
        return f"{self.user} on {self.host} since {datetime.fromisoformat(self.since).astimezone():%H:%M on %d %B}"


class Lock:
    """The lock of one file, for a ``with`` statement.

    Args:
        guarded: the file it guards; the lock is ``<file>.lock``, beside the file itself where ``guarded`` is a link.
        patience: seconds to wait for another holder to finish.

    Raises:
        Fault: somebody else holds it and did not finish in time; names the holder and the way out.
    """

    def __init__(self, guarded: Path, patience: float) -> None:
        self.guarded = resolve_links(guarded)
        self.path = self.guarded.with_name(self.guarded.name + ".lock")
        self.patience = patience
        self._me: Holder | None = None

    def __enter__(self) -> Self:
        me, began = Holder.me(), time.monotonic()
        while not self._take(me):
            holder, waited = self.holder(), time.monotonic() - began
            if (holder is not None and holder.dead) or (holder is None and self._names_nobody(waited)):
                self._clear_away(holder)
                continue
            if holder is None and not os.path.lexists(self.path):
                continue  # it was given back between our try and our look
            if waited >= self.patience:
                raise self._told(holder)
            time.sleep(_PAUSE)
        self._me = me
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.still_mine():
            with suppress(OSError):  # what was done stands; a lock left behind is told to the next writer
                retry_while_locked(lambda: self.path.unlink(missing_ok=True))
        self._me = None

    def still_mine(self) -> bool:
        """Whether nobody took the lock away meanwhile."""
        return self._me is not None and self.holder() == self._me

    def taken_away(self) -> Fault:
        """What is said where it is not still ours."""
        return Fault(
            f"The lock of {self.guarded.name} was taken away while it was being written; nothing was changed.",
            "Look who else is writing, and try again.",
        )

    def holder(self) -> Holder | None:
        """Who holds it; None if nobody does or it cannot be read."""
        try:
            return Holder.from_text(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError, RecursionError):
            return None

    def break_open(self) -> Holder | None:
        """Take the lock away from whoever holds it; returns who that was.

        Raises Fault where the system does not let us.
        """
        holder = self.holder()
        self._remove()
        return holder

    def _remove(self) -> None:
        try:
            retry_while_locked(lambda: self.path.unlink(missing_ok=True))
        except OSError as error:
            raise Fault(
                f"The lock {self.path} cannot be removed: {error.strerror}.", "Ask for the right to write there."
            ) from None

    def _names_nobody(self, waited: float) -> bool:
        """Whether the lock file can be read, and has been naming nobody for longer than it takes to take it."""
        try:
            self.path.read_bytes()
            age = time.time() - self.path.stat().st_mtime
        except OSError:
            return False
        return max(age, waited) > _NAMELESS and self.holder() is None

    def _clear_away(self, seen: Holder | None) -> None:
        """Take a dead program's lock away: one program at a time, so that nobody takes away what another just took."""
        with Lock(self.path, self.patience) if self.path.suffixes[-2:] != [".lock", ".lock"] else nullcontext():
            if self.holder() == seen:
                self._remove()

    def _take(self, me: Holder) -> bool:
        """Create the lock file if there is none. It appears with its holder's name in it, never empty."""
        aside = beside(self.path)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(json.dumps(me._asdict()), encoding="utf-8")  # straight: a lock takes no other's place
            try:
                os.link(aside, self.path)
            except FileExistsError:
                return False
            except OSError:  # a share without hard links
                return self._take_plainly(me)
        except PermissionError as error:
            raise Fault(
                f"{self.path.parent} cannot be written: {error.strerror}.", "Ask for the right to write there."
            ) from None
        except OSError as error:
            raise Fault(
                f"{self.path.parent} cannot be written: {error.strerror}.", "Look whether the folder can be reached."
            ) from None
        finally:
            with suppress(OSError):
                aside.unlink()
        return True

    def _take_plainly(self, me: Holder) -> bool:
        try:
            with self.path.open("x", encoding="utf-8") as file:  # straight: as above
                file.write(json.dumps(me._asdict()))
        except FileExistsError:
            return False
        return True

    def _told(self, holder: Holder | None) -> Fault:
        name = self.guarded.name.removesuffix(".lock")
        if holder is None:
            return Fault(f"The lock {self.path} cannot be read.", "If nobody is writing, run “pmr record unlock”.")
        if holder.age > _LONG:
            return Fault(
                f"The record {name} is locked by {holder}, longer than any write takes.",
                f"Ask {holder.user} whether the program still runs; if not, run “pmr record unlock”.",
            )
        return Fault(f"The record {name} is being written by {holder}.", "Try again in a minute.")
