"""Copies of the record: one a day, of how it was before that day's first change, for the day when it is damaged."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from pmr_xl.atomic_write import beside, retry_while_locked, sweep
from pmr_xl.model.fault import Fault
from pmr_xl.record.file.examination import ills
from pmr_xl.record.file.opening import open_for_reading
from pmr_xl.record.file.way_back import FOLDER, NOT_READ, copies_of, damaged_record

DAYS, MONTHS = 14, 12  # how many days' copies are kept, and of how many months before the last one of each


def keep_copy(path: Path, today: date) -> None:
    """Copy a record as it is, if that was not done today; older copies are thinned out. Its writer asks for it.

    Raises:
        Fault: the record is damaged, and no copy of that takes the place of a whole one; or the disk refuses.
    """
    sweep(path.parent / FOLDER)
    if any(day == today for day, _ in copies_of(path)) or not path.exists():
        return
    with closing(open_for_reading(path)) as connection:
        if found := ills(connection):
            raise damaged_record(path, found)
    try:
        (folder := path.parent / FOLDER).mkdir(exist_ok=True)
        _put(path, folder / f"record.{today.isoformat()}.sqlite")
    except OSError as error:
        raise Fault(
            f"The daily copy of {path.name} cannot be written: {error.strerror}.",
            "The record is as it was. Look at the disk and your rights.",
        ) from None
    for one in _too_old(copies_of(path)):
        with suppress(OSError):  # the next day takes it away
            one.unlink()


def _put(path: Path, place: Path) -> None:
    """Copy the file as it lies there, or what SQLite makes of it and of the log beside it; never half of it."""
    aside = beside(place)
    try:
        if Path(f"{path}-wal").exists():
            with closing(sqlite3.connect(path)) as connection, closing(sqlite3.connect(aside)) as copy:
                connection.backup(copy)
        else:
            import shutil  # once a day

            shutil.copyfile(path, aside)
        with aside.open("rb+") as file:  # straight: nothing is written, the disk is to hold it
            os.fsync(file.fileno())
        retry_while_locked(lambda: aside.replace(place))
    except NOT_READ as error:
        raise damaged_record(path, [str(error)]) from None
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _too_old(there: list[tuple[date, Path]]) -> list[Path]:
    last_of_month: dict[tuple[int, int], Path] = {}
    for day, one in there[DAYS:]:
        last_of_month.setdefault((day.year, day.month), one)
    kept = list(last_of_month.values())[:MONTHS]
    return [one for _, one in there[DAYS:] if one not in kept]
