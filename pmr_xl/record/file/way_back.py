"""How to come by a whole record again where the one that is there is damaged or missing."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import date
from pathlib import Path

from pmr_xl.model.fault import NoRecord
from pmr_xl.model.quick.pattern import pattern

NOT_READ = (sqlite3.Error, UnicodeError)  # the second where what SQLite says of a damaged file is no text itself
FOLDER = "record-copies"
_NAMED = pattern(r"record\.(\d{4}-\d{2}-\d{2})\.sqlite")


def copies_of(path: Path) -> list[tuple[date, Path]]:
    """The daily copies of a record, the newest first."""
    found = []
    with suppress(OSError):
        for one in (path.parent / FOLDER).iterdir():
            if named := _NAMED.fullmatch(one.name):
                with suppress(ValueError):
                    found.append((date.fromisoformat(named[1]), one))
    return sorted(found, reverse=True)


def damaged_record(path: Path, found: list[str]) -> NoRecord:
    """What is said of a record that is not whole, and the way out."""
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return NoRecord(
        f"The record {path} is damaged: {found[0]}{more}.", f"“pmr record check” says all. {way_back(path)}"
    )


def way_back(path: Path) -> str:
    """How to come by a whole record again."""
    if there := copies_of(path):
        return (
            f"“pmr record restore” brings back the copy of {there[0][0]:%d %B %Y}; what came later can be done again."
        )
    return f"Put a copy of {path.name} from your backup in its place; submissions accepted since can be accepted again."
