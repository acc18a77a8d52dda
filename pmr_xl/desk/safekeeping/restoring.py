"""Bring a copy of the record back, and say what came after it."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.desk.safekeeping.whole import not_known
from pmr_xl.model.fault import Fault, NoRecord
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.office.folder import OfficeFolder
from pmr_xl.record.file import keeping
from pmr_xl.record.file.way_back import FOLDER, copies_of
from pmr_xl.record.reading import PATIENCE


class Restored(NamedTuple):
    """A copy that is the record now, or would be.

    Attributes:
        copy: the file it came from.
        aside: where the record that was there is kept; None where there was none, or nothing was done.
        held: how much the copy holds; ``before``: how much the record held, None where it could not be read.
        again: submissions that were accepted after the copy was made, to be accepted again.
    """

    copy: Path
    aside: Path | None
    held: keeping.Held
    before: keeping.Held | None
    again: tuple[Path, ...]


def restore(office: OfficeFolder, named: str = "", *, dry_run: bool = False) -> Restored:
    """Put a copy of the record in its place; the record that is there is kept aside.

    Args:
        named: a day, or a file; empty for the newest copy that is whole.
        dry_run: only find out what that would mean.

    Raises:
        Fault: the built-in office; there is no such copy, or none that is whole; the record is whole and no copy is
            named; somebody is writing it.
    """
    office.must_be_own("Without an office of your own there is no record.")
    path = office.record
    before = _held(path)
    if before is not None and not named:
        raise Fault(
            f"The record {path} is whole; nothing was done.",
            "Name the day of the copy that is to take its place: “pmr record check” lists them.",
        )
    copy = _named(path, named) if named else _newest(path)
    again = tuple(not_known(office, keeping.submissions(copy)))
    aside = None if dry_run else keeping.put_back(path, copy, PATIENCE)
    return Restored(copy, aside, keeping.count_held(copy), before, again)


def _held(path: Path) -> keeping.Held | None:
    """What a record holds; None where it is missing or damaged."""
    try:
        return keeping.count_held(path) if path.exists() and not keeping.examine(path) else None
    except Fault:
        return None


def _named(path: Path, named: str) -> Path:
    days = {day.isoformat(): copy for day, copy in copies_of(path)}
    copy = days.get(named, Path(named))
    kept = f"Copies are kept of: {', '.join(days) or 'none'}."
    if not copy.is_file():
        raise Fault(f"“{named}” is neither a copy's day nor a file.", kept)
    try:
        found = keeping.examine(copy)
    except NoRecord as none:  # its own way back is that of the record
        raise Fault(f"{none.message.removesuffix('.')}; nothing was done.", kept) from None
    if found:
        raise Fault(f"The copy {copy} is damaged itself: {found[0]}.", "Name another one.")
    return copy


def _newest(path: Path) -> Path:
    there = copies_of(path)
    for _, copy in there:
        if _held(copy) is not None:
            return copy
    said = "None of the copies is whole" if there else f"There is no copy in {path.parent / FOLDER}"
    raise Fault(f"{said}; nothing was done.", f"Name a copy of {path.name} from your own backup.")
