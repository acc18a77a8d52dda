"""What lies in a folder: every file once, what it is, and which of them are submissions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.received.kinds import FileKind, Received, what_is

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

_WORKBOOKS = (".xlsx", ".xlsm")


def received_files(folder: Path, places: Sequence[Path] = ()) -> Iterator[Received]:
    """Every file in a folder by name, and what it is; locks and hidden files left out. Nothing where there is none.

    Args:
        places: where originals of copies are looked for besides the folder.
    """
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir(), key=lambda one: one.name.casefold()):
        if path.is_file() and not path.name.startswith(("~", ".")):
            yield what_is(path, places)


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
            content = hashlib.sha256(one.path.read_bytes()).digest()
            if content not in seen:
                seen.add(content)
                yield one.path
