"""Bring an office of an earlier program forward: settings, JSON Schemas and record, with a copy beforehand."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from pmr_xl.atomic_write import beside, put_file, sweep
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.targets import NotSet, not_set
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.office.upgrade import Renewed, outdated_files
from pmr_xl.record import Forwarded

COPIES = "before-upgrade"


class Upgrade(NamedTuple):
    """What was brought forward, or would be.

    Attributes:
        files: settings and JSON Schemas; ``kept``: the folder that holds them as they were, None where none was.
        record: the record's formats before and after, and where it is kept as it was; None where nothing was to do.
        not_set: decisions “Adjust target” that set no target, as earlier programs left them; they are left so.
    """

    files: tuple[Renewed, ...]
    kept: Path | None
    record: Forwarded | None
    not_set: tuple[NotSet, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the office is as this program lays it out."""
        return not self.files and self.record is None


def upgrade(desk: Desk, *, dry_run: bool = False) -> Upgrade:
    """Bring an office forward. Interrupted, every file is whole, the old one or the new one, and the copies are there.

    Args:
        dry_run: only find out what there is to do.

    Raises:
        Fault: the built-in office; settings, schemas or record cannot be read, or the folder cannot be written.
    """
    desk.office.must_be_own()
    for _ in (desk.settings, *desk.library.chapters()):
        pass  # what cannot be read is told before anything is changed
    files = tuple(outdated_files(desk.office))
    forward = desk.record.to_bring_forward()
    on_server = forward is not None and forward.kept is None  # such a record answers nothing before it is of our format
    left = () if on_server else tuple(not_set(desk))
    if dry_run or not (files or forward):
        return Upgrade(files, None, forward, left)
    kept = _keep(desk.folder, [one for one in files if one.old is not None])
    forward = desk.record.bring_forward() if on_server else None  # first, as a server may refuse it
    for one in files:
        _put(desk.folder / one.name, one.new)
    if on_server:
        return Upgrade(files, kept, forward, tuple(not_set(desk)))
    return Upgrade(files, kept, desk.record.bring_forward(), left)


def _keep(folder: Path, files: list[Renewed]) -> Path | None:
    """A folder with the files as they are; it appears only when it is whole."""
    if not files:
        return None
    kept = folder / COPIES / f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}-{os.urandom(2).hex()}"
    sweep(kept.parent)
    aside = beside(kept)
    for one in files:
        _put(aside / one.name, one.old or b"")
    aside.replace(kept)
    return kept


def _put(path: Path, content: bytes) -> None:
    put_file(path, content, "What was there is whole. Ask for the right to write there.", with_folder=True)
