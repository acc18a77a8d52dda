"""What lies in a folder: every file once, what it is, and which of them are submissions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.received.kinds import FileKind, Received, what_is
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

_WORKBOOKS = (".xlsx", ".xlsm")
# What Windows and macOS put into every folder that somebody looks into.
_LITTER = {"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"}


def received_files(folder: Path, places: Sequence[Path] = ()) -> Iterator[Received]:
    """Every file in a folder by name, and what it is. Nothing where there is none.

    Locks, hidden files and what operating systems leave everywhere are left out.

    Args:
        places: where originals of copies are looked for besides the folder.
    """
    if not folder.is_dir():
        return
    for path in _looked_at(folder):
        if path.is_file():
            yield what_is(path, places)


class NotLookedInto(NamedTuple):
    """Something that may hold submissions and is not looked into.

    Attributes:
        workbooks: how many lie in a folder; none where it leads to a file that is not there.
    """

    path: Path
    workbooks: int = 0


def not_looked_into(folder: Path) -> Iterator[NotLookedInto]:
    """What in a folder may hold submissions and is not looked into: folders with workbooks, ways to nowhere."""
    for path in _looked_at(folder) if folder.is_dir() else ():
        if path.is_dir():
            there = [one for one in path.rglob("*") if one.suffix.casefold() in _WORKBOOKS and one.is_file()]
            if there:
                yield NotLookedInto(path, len(there))
        elif not path.exists():
            yield NotLookedInto(path)


def _looked_at(folder: Path) -> list[Path]:
    """What lies in a folder, by name, but for what nobody sees there."""
    hidden = ("~", ".")
    there = [
        path for path in folder.iterdir() if not path.name.startswith(hidden) and path.name.casefold() not in _LITTER
    ]
    return sorted(there, key=lambda one: one.name.casefold())


def kept_submissions(desk: Desk) -> Iterator[Path]:
    """Every submission that the office keeps, once: accepted ones as they were sent, then those in the inbox.

    The same content under several names is one submission; our copies and sheets are none, and neither are parts.
    """
    if desk.office.built_in:
        return
    seen: set[bytes] = set()
    accepted = desk.office.accepted_folder
    folders = [*sorted(one for one in accepted.rglob("*") if one.is_dir()), desk.office.inbox]
    for folder in folders:
        for one in received_files(folder, [desk.office.inbox]):
            if (
                one.path.suffix.casefold() not in _WORKBOOKS
                or not one.counts
                or one.changed
                or one.kind is FileKind.PART
            ):
                continue
            try:
                content = hashlib.sha256(one.path.read_bytes()).digest()
            except OSError:
                yield one.path  # told where it is read, and the others go on
                continue
            if content not in seen:
                seen.add(content)
                yield one.path
