"""Whether a folder is on a disk of this computer: there SQLite may write in place, elsewhere a file is replaced whole.

SQLite's own locks and its shared memory hold between programs of one computer. What they are worth on a share nobody
knows, and what synchronises a folder with others takes up a file whenever it likes. What is not known to be a disk of
our own is therefore taken for a share; ``PMR_RECORD_ON`` (``disk`` or ``share``) says it where that is known better.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from pmr_xl.model.quick.pattern import pattern

_DISKS = frozenset(
    ("bcachefs", "btrfs", "exfat", "ext2", "ext3", "ext4", "f2fs", "jfs", "ntfs", "ntfs3", "overlay", "ramfs",
     "reiserfs", "tmpfs", "ufs", "vfat", "xfs", "zfs")
)  # fmt: skip
_SYNCHRONISED = (
    *("onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "nextcloud", "owncloud", "box sync"),
)
_ESCAPED = pattern(r"\\(\d{3})")  # a blank in a folder's name, as octal
_FIXED = 3  # Windows' code for a disk that is built in


def on_own_disk(path: Path) -> bool:
    """Whether a file in ``path``'s place is on a disk of this computer, and no other computer is at it."""
    if (said := os.environ.get("PMR_RECORD_ON", "")) in ("disk", "share"):
        return said == "disk"
    folder = path.parent.resolve()
    named = str(folder).casefold()
    if any(one in named for one in _SYNCHRONISED):
        return False
    try:
        return _on_disk(str(folder))
    except OSError:
        return False


@lru_cache(maxsize=16)
def _on_disk(folder: str) -> bool:
    if sys.platform == "win32":
        return _on_a_fixed_drive(folder)
    if sys.platform != "linux":
        return False  # nothing here says of a folder of macOS where it is
    kinds = dict(_mounts())
    place = Path(folder)
    for one in (place, *place.parents):
        if str(one) in kinds:
            return kinds[str(one)] in _DISKS
    return False


def _mounts() -> list[tuple[str, str]]:
    """Where something is mounted, and of what kind; what is mounted over another comes later."""
    with Path("/proc/self/mounts").open(encoding="utf-8", errors="surrogateescape") as lines:
        told = [line.split(" ")[1:3] for line in lines]
    return [
        (_ESCAPED.sub(lambda code: chr(int(code[1], 8)), place) if "\\" in place else place, kind)
        for place, kind in told
    ]


def _on_a_fixed_drive(folder: str) -> bool:
    import ctypes  # needed on Windows alone

    drive = Path(folder).drive
    system: Any = ctypes
    return drive.endswith(":") and system.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _FIXED
