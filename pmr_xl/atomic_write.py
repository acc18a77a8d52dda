"""A file written whole or not at all: beside its place first, then put into it in one step.

A link is followed: what it leads to is replaced, the link stays. What is no file (a pipe, a terminal, ``/dev/null``) is
never replaced: it is written straight, and a disk is refused. What a program that died left beside its file is swept
away by the next that writes into that folder.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

from pmr_xl.model.fault import Fault
from pmr_xl.running import has_ended, place

Result = TypeVar("Result")
_TRIES, _PAUSE = 20, 0.05  # seconds
_WINDOWS = os.name == "nt"
_OF_THE_NAME = 40  # signs of a file's name that the file beside it bears, so that the longest name has room for ours
_NOBODY_READS = 5.0  # seconds that a pipe may be without a reader
_OTHERS = 86_400  # seconds; what another computer left beside its file is left-over after a day
_LEFT = r"\..+\.(?:([0-9a-f]{8})-([0-9]{1,10})-)?[0-9a-f]{8}\.tmp"
_swept: set[str] = set()  # folders that this program has looked through


def write_atomically(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Put ``content`` in ``path``'s place; who reads meanwhile sees the old file or the new one, never half of one.

    The file is open to whom every new file of this user is open (the umask), also where it takes another's place.

    Args:
        path: the file, or a link to it; its folder is there. A pipe or a terminal gets the bytes as they are.
        content: all its bytes.
        lasting: have the disk hold it before it is in place, so that a power cut leaves no empty file.

    Raises:
        OSError: the folder is missing or locked, the disk is full, somebody has the file open, links lead in a circle,
            nobody reads from the pipe, or a disk stands there. What stood there stands, and nothing is left beside it.
    """
    if _is_no_file(path):
        _write_straight(path, content)
        return
    path = resolve_links(path)
    sweep(path.parent)
    aside = beside(path)
    try:
        with aside.open("xb") as file:
            file.write(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        retry_while_locked(lambda: aside.replace(path))
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    if lasting:
        _keep_name(path.parent)


def reason_of(error: OSError) -> str:
    """Why the system refused, in its words; of a tree that could not be copied the first reason.

    shutil gives a list of (from, to, why), each with the paths once more.
    """
    said: object = error.strerror or (error.args[0] if error.args else error)
    while isinstance(said, list | tuple) and said:
        said = said[0] if isinstance(said, list) else said[-1]
    return str(said).partition("] ")[2].partition(": ")[0] or str(said)


def give_exact_time(path: Path) -> None:
    """Give a file that was just written this very moment as its time, so that the next that is written has a later one.

    What the system gives moves on only every few milliseconds on most of them. Where it lets nobody, its own stands.
    """
    with suppress(OSError):
        os.utime(path, ns=(now := time.time_ns(), now))


def put_file(
    path: Path, content: bytes, remedy: str, *, shown: str = "", with_folder: bool = False, lasting: bool = True
) -> None:
    """:func:`write_atomically` for who tells people what stood in the way.

    Args:
        path: the file.
        content: all its bytes.
        remedy: what a person does where it cannot be written.
        shown: the file as it is told; the whole path where that is empty.
        with_folder: make its folder too, where there is none.
        lasting: as there.

    Raises:
        Fault: the file cannot be written.
    """
    try:
        if with_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content, lasting=lasting)
    except OSError as error:
        raise Fault(f"{shown or path} cannot be written: {error.strerror}.", remedy) from None


def resolve_links(path: Path) -> Path:
    """Where a link leads, through all links on the way; the path itself where it is none.

    Raises:
        OSError: the links lead in a circle.
    """
    if not path.is_symlink():
        return path
    with suppress(FileNotFoundError):  # it leads to a file that is not there yet
        path.stat()
    return Path(os.path.realpath(path))


def beside(path: Path) -> Path:
    """A name for what is made beside a file or folder before it is put in place; it says which program makes it."""
    return path.with_name(f".{path.name[:_OF_THE_NAME]}.{_here()}-{os.getpid()}-{os.urandom(4).hex()}.tmp")


def sweep(folder: Path) -> None:
    """Take away what programs that died left in a folder, once; what a living one is writing stays."""
    if (known := os.path.abspath(folder)) in _swept:  # noqa: PTH100 - Path.resolve would ask the disk for every part
        return
    _swept.add(known)
    with suppress(OSError):  # it is in nobody's way
        for left in os.scandir(folder):
            if left.name.startswith(".") and left.name.endswith(".tmp") and _is_left(left):
                _take_away(Path(left))


def _is_left(left: os.DirEntry[str]) -> bool:
    """Whether the program that made it is known to be dead, or nothing of ours takes as long."""
    if (made := re.fullmatch(_LEFT, left.name, re.DOTALL)) is None:
        return False
    with suppress(OSError):
        if made[1] == _here():
            return has_ended(int(made[2]))
        return time.time() - left.stat(follow_symlinks=False).st_mtime > _OTHERS
    return False


def _take_away(left: Path) -> None:
    with suppress(OSError):
        if left.is_dir() and not left.is_symlink():
            import shutil  # seldom needed, and slow to load

            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink()


@cache
def _here() -> str:
    """This computer, and the room its programs are numbered in, in eight signs."""
    import zlib

    host = os.environ.get("COMPUTERNAME", "") if _WINDOWS else os.uname().nodename
    return f"{zlib.crc32(f'{host}/{place()}'.encode()):08x}"


def _is_no_file(path: Path) -> bool:
    """Whether a pipe, a terminal, a device or an open file of a program stands there, through links or not."""
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        return False
    # An open file is named there (/dev/stdout, /dev/fd/1): others write into it as well, so it is not replaced.
    folder = os.path.realpath(path.parent)
    return not stat.S_ISREG(kind) or folder == "/dev" or folder.startswith("/proc/")


def _write_straight(path: Path, content: bytes) -> None:
    kind = path.stat().st_mode
    if stat.S_ISBLK(kind):
        raise OSError(errno.EINVAL, "it is a disk, and no file can take its place", str(path))
    if not stat.S_ISFIFO(kind):
        with path.open("ab") as file:
            file.write(content)
        return
    with open(_pipe(path), "wb") as file:
        file.write(content)


def _pipe(path: Path) -> int:
    """A pipe open to be written to, as soon as somebody reads from it; nobody waits for that for ever."""
    until = time.monotonic() + _NOBODY_READS
    while True:
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if time.monotonic() > until:
                raise OSError(errno.ENXIO, "it is a pipe, and nobody reads from it", str(path)) from None
            time.sleep(_PAUSE)
        else:
            os.set_blocking(descriptor, True)
            return descriptor


def retry_while_locked(act: Callable[[], Result]) -> Result:
    """On Windows a file that somebody reads this moment cannot be replaced or removed: wait, try again for a second.

    Raises PermissionError where it still cannot.
    """
    for _ in range(_TRIES - 1):
        try:
            return act()
        except PermissionError:
            if not _WINDOWS:
                raise
            time.sleep(_PAUSE)
    return act()


def _keep_name(folder: Path) -> None:
    """Have the disk hold that the file is there now. Windows cannot be asked to."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
