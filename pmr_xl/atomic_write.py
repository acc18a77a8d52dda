"""A file written whole or not at all: beside its place first, then put into it in one step."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")
_TRIES, _PAUSE = 20, 0.05  # seconds
_WINDOWS = os.name == "nt"
_OF_THE_NAME = 40  # signs of a file's name that the file beside it bears, so that the longest name has room for ours


def put_whole(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Put ``content`` in ``path``'s place; who reads meanwhile sees the old file or the new one, never half of one.

    The file is open to whom every new file of this user is open (the umask), also where it takes another's place.

    Args:
        path: the file; its folder is there.
        content: all its bytes.
        lasting: have the disk hold it before it is in place, so that a power cut leaves no empty file.

    Raises:
        OSError: the folder is missing or locked, the disk is full, or somebody has the file open. What stood there
            stands, and nothing is left beside it.
    """
    aside = path.with_name(f".{path.name[:_OF_THE_NAME]}.{os.urandom(4).hex()}.tmp")
    try:
        with aside.open("xb") as file:
            file.write(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        patiently(lambda: aside.replace(path))
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    if lasting:
        _keep_name(path.parent)


def patiently(act: Callable[[], Result]) -> Result:
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
