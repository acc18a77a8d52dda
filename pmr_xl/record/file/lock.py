"""One writer at a time: a lock file beside the record that names its holder.

A file that may only be created once works on every network share; what a share's own locks are worth, nobody knows.
A lock left behind by a program that died is told for what it is, and taken away only when asked for.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from pmr_xl.atomic_write import patiently
from pmr_xl.model.fault import Fault

_PAUSE = 0.05  # seconds between two tries
_LONG = 600  # seconds; no write of ours takes ten minutes
_ASK_ITS_NAME, _ACCESS_DENIED = 0x1000, 5  # Windows' codes


class Holder(NamedTuple):
    """Who holds the lock, since when, with which program."""

    user: str
    host: str
    pid: int
    since: str
    token: str = ""

    @classmethod
    def me(cls) -> Holder:
        """This program, now."""
        import platform
        import uuid

        return cls(
            whoami(), platform.node(), os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"), uuid.uuid4().hex
        )

    @property
    def age(self) -> float:
        """Seconds since it was taken."""
        return (datetime.now(UTC) - datetime.fromisoformat(self.since)).total_seconds()

    @property
    def dead(self) -> bool:
        """Whether its program is known to run no longer; of another machine's nothing is known."""
        import platform

        return self.host == platform.node() and not _runs(self.pid)

    def __str__(self) -> str:
        return f"{self.user} on {self.host} since {datetime.fromisoformat(self.since).astimezone():%H:%M on %d %B}"


class Lock:
    """The lock of one file, for a ``with`` statement.

    Args:
        guarded: the file it guards; the lock is ``<file>.lock``.
        patience: seconds to wait for another holder to finish.

    Raises:
        Fault: somebody else holds it and did not finish in time; names the holder and the way out.
    """

    def __init__(self, guarded: Path, patience: float) -> None:
        self.guarded = guarded
        self.path = guarded.with_name(guarded.name + ".lock")
        self.patience = patience
        self._me: Holder | None = None

    def __enter__(self) -> Self:
        me, until = Holder.me(), time.monotonic() + self.patience
        while not self._take(me):
            holder = self.holder()
            if holder is not None and (holder.dead or time.monotonic() >= until):
                raise self._told(holder)
            if holder is None and time.monotonic() >= until:
                raise Fault(f"The lock {self.path} cannot be read.", "If nobody is writing, run “pmr record unlock”.")
            time.sleep(_PAUSE)
        self._me = me
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.still_mine():
            with suppress(OSError):  # what was done stands; a lock left behind is told to the next writer
                patiently(lambda: self.path.unlink(missing_ok=True))
        self._me = None

    def still_mine(self) -> bool:
        """Whether nobody took the lock away meanwhile."""
        return self._me is not None and self.holder() == self._me

    def holder(self) -> Holder | None:
        """Who holds it; None if nobody does or it cannot be read."""
        try:
            return Holder(**json.loads(self.path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def break_open(self) -> Holder | None:
        """Take the lock away from whoever holds it; returns who that was.

        Raises Fault where the system does not let us.
        """
        holder = self.holder()
        try:
            patiently(lambda: self.path.unlink(missing_ok=True))
        except OSError as error:
            raise Fault(
                f"The lock {self.path} cannot be removed: {error.strerror}.", "Ask for the right to write there."
            ) from None
        return holder

    def _take(self, me: Holder) -> bool:
        """Create the lock file if there is none. It appears with its holder's name in it, never empty."""
        aside = self.path.with_name(f".{self.path.name}.{me.token}.tmp")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(json.dumps(me._asdict()), encoding="utf-8")
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
            with self.path.open("x", encoding="utf-8") as file:
                file.write(json.dumps(me._asdict()))
        except FileExistsError:
            return False
        return True

    def _told(self, holder: Holder) -> Fault:
        name = self.path.name.removesuffix(".lock")
        if holder.dead:
            return Fault(
                f"The record {name} was left locked by {holder}, whose program no longer runs.",
                "The record itself is whole. Run “pmr record unlock” and try again.",
            )
        if holder.age > _LONG:
            return Fault(
                f"The record {name} is locked by {holder}, longer than any write takes.",
                f"Ask {holder.user} whether the program still runs; if not, run “pmr record unlock”.",
            )
        return Fault(f"The record {name} is being written by {holder}.", "Try again in a minute.")


def whoami() -> str:
    """The user's name, or “somebody” where the system tells none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def _runs(pid: int) -> bool:
    if sys.platform == "win32":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _runs_on_windows(pid: int) -> bool:
    """A program that may not be asked for its name runs: it is somebody else's."""
    import ctypes  # needed on Windows alone

    system: Any = ctypes
    kernel = system.WinDLL("kernel32", use_last_error=True)
    handle = kernel.OpenProcess(_ASK_ITS_NAME, False, pid)
    if not handle:
        return bool(system.get_last_error() == _ACCESS_DENIED)
    kernel.CloseHandle(handle)
    return True
