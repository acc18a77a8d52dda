"""Programs of this computer: what one is known by, and whether another of them still runs.

A number alone does not tell: after a while, or after the computer was started again, another program has it. So a
program is known by the computer, by when that was started, by the room its numbers are of (a container has its own),
and by when it began itself.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

_ASK_ITS_NAME, _ACCESS_DENIED, _ENDED = 0x1000, 5, 0  # Windows' codes; a program that ended is “signalled”: 0
_BEGAN = 19  # place of its beginning in /proc/PID/stat, counted behind the name and the state
_MOST = 2**31  # no system has higher numbers


def known_by(pid: int) -> str:
    """What a running program is known by, as :func:`has_ended` understands it; empty where the system does not tell."""
    began = _began(pid)
    return f"{place()}/{began}" if began else ""


def has_ended(pid: int, known: str = "") -> bool:
    """Whether a program of this computer runs no longer; False also where nobody can say.

    Args:
        pid: its number.
        known: what it was known by when it ran (:func:`known_by`); empty where nobody noted it.
    """
    if not 0 < pid < _MOST:
        return True
    then, here = known.split("/"), place().split("/")
    if len(then) == len(here) + 1:
        if then[0] != here[0]:  # another computer of the same name
            return False
        if then[1] != here[1]:  # this one was started again since
            return True
        if then[2] != here[2]:  # another room's numbers
            return False
    now = _began(pid)
    return now is None or bool(now and known and then[-1] != now)


@cache
def place() -> str:
    """The computer, its start, the room of its numbers; on systems that number once for all of them, nothing of it."""
    if sys.platform != "linux":
        return "//"
    room = ""
    with suppress(OSError):
        room = str(Path("/proc/self/ns/pid").readlink()).strip("pid:[]")
    return f"{_first('/etc/machine-id')}/{_first('/proc/sys/kernel/random/boot_id')}/{room}"


def _first(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _began(pid: int) -> str | None:
    """When a program began, in the system's own count; empty where it does not tell, None where it does not run."""
    if sys.platform == "win32":
        return _began_on_windows(pid)
    with suppress(OSError, IndexError):
        state, *rest = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return None if state in b"ZX" else rest[_BEGAN - 1].decode()  # ended, and nobody has asked for it yet
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except OSError:  # it is somebody else's
        return ""
    return ""


def _began_on_windows(pid: int) -> str | None:
    """A program that may not be asked for its name runs: it is somebody else's."""
    import ctypes  # needed on Windows alone

    system: Any = ctypes
    kernel = system.WinDLL("kernel32", use_last_error=True)
    handle = kernel.OpenProcess(_ASK_ITS_NAME, False, pid)
    if not handle:
        return "" if system.get_last_error() == _ACCESS_DENIED else None
    times = [system.c_ulonglong() for _ in range(4)]  # began, ended, and how long it worked
    try:
        told = kernel.GetProcessTimes(handle, *map(system.byref, times))
        if not told:
            return ""
        return None if times[1].value != _ENDED else str(times[0].value)
    finally:
        kernel.CloseHandle(handle)
