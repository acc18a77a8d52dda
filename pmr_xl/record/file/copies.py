"""Copies of the record: one a day, of how it was before that day's first change, for the day when it is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from pmr_xl.atomic_write import put_whole
from pmr_xl.model.fault import Fault
from pmr_xl.record.file.content import content_of, from_bytes
from pmr_xl.record.file.examination import ills
from pmr_xl.record.file.way_back import FOLDER, NOT_READ, copies_of, damaged

DAYS, MONTHS = 14, 12  # how many days' copies are kept, and of how many months before the last one of each


def keep_copy(path: Path, today: date) -> None:
    """Copy a record as it is, if that was not done today; older copies are thinned out. Its writer asks for it.

    Raises:
        Fault: the record is damaged, and no copy of that takes the place of a whole one; or the disk refuses.
    """
    if any(day == today for day, _ in copies_of(path)) or not (content := state_of(path)):
        return
    with closing(from_bytes(path, content)[1]) as connection:
        if found := ills(connection):
            raise damaged(path, found)
    try:
        (folder := path.parent / FOLDER).mkdir(exist_ok=True)
        put_whole(folder / f"record.{today.isoformat()}.sqlite", content)
    except OSError as error:
        raise Fault(
            f"The daily copy of {path.name} cannot be written: {error.strerror}.",
            "The record is as it was. Look at the disk and your rights.",
        ) from None
    for one in _too_old(copies_of(path)):
        with suppress(OSError):  # the next day takes it away
            one.unlink()


def state_of(path: Path) -> bytes:
    """All of a record as it is now, as one file; empty where there is none. Raises Fault where it cannot be read."""
    if not Path(f"{path}-wal").exists():
        return content_of(path)
    try:
        with closing(sqlite3.connect(path)) as connection:  # a part of it still lies beside it
            return connection.serialize()
    except NOT_READ as error:
        raise damaged(path, [str(error)]) from None


def _too_old(there: list[tuple[date, Path]]) -> list[Path]:
    last_of_month: dict[tuple[int, int], Path] = {}
    for day, one in there[DAYS:]:
        last_of_month.setdefault((day.year, day.month), one)
    kept = list(last_of_month.values())[:MONTHS]
    return [one for _, one in there[DAYS:] if one not in kept]
