"""Whether the office's record is there and whole: asked at every opening, and in full by ``pmr record check``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.atomic_write import give_exact_time
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.office.chapter_cache import as_they_stand, bytes_from_cache
from pmr_xl.office.folder import OfficeFolder
from pmr_xl.record import Record
from pmr_xl.record.file.opening import format_at, is_there
from pmr_xl.record.file.way_back import FOLDER, copies_of, damaged_record, way_back
from pmr_xl.record.migrations import FORMAT

if TYPE_CHECKING:
    from pmr_xl.record.file import keeping

_WHOLE = b"whole"


class LostOriginal(NamedTuple):
    """A submission whose file is not there as it was sent.

    Attributes:
        unread: why the file cannot be read, as the system says it; empty where it is another one now.
    """

    submission: keeping.Original
    unread: str


class Checked(NamedTuple):
    """What a look through the record found.

    Attributes:
        ills: what is wrong with it, in words; empty where it is whole.
        held: how many figures, submissions and decisions it holds; None where it cannot be read.
        originals: submissions whose file, kept as it was sent, is missing or is another one now.
        unknown: files that are kept as accepted and that the record does not know.
        copies: the days of which a copy is kept, the newest first.
        earlier_format: the earlier program's format that it is of; None where it is of this program's.
    """

    path: Path
    ills: tuple[str, ...]
    held: keeping.Held | None
    originals: tuple[LostOriginal, ...]
    unknown: tuple[Path, ...]
    copies: tuple[date, ...]
    earlier_format: int | None = None


def record_as_it_is(office: OfficeFolder) -> Record:
    """The office's record, whatever state it is in. Raises Fault for the built-in office, which keeps none."""
    office.must_be_own("Without an office of your own there is no record.")
    return Record(office.record)


def must_be_whole(office: OfficeFolder) -> None:
    """See that the record is whole, and that none is begun anew where there was one.

    A state that was found whole is not looked through again: it is known by the file's size and time.

    Raises:
        Fault: it is damaged; it is missing although it had been there; it cannot be read, or a newer program made it.
    """
    path = office.record
    if not is_there(path):
        _must_be_new(office)
        return

    def looked_through() -> bytes:
        from pmr_xl.record.file import keeping  # what a state that is known does without

        if found := keeping.examine(path):
            raise damaged_record(path, found)
        return _WHOLE

    bytes_from_cache(f"record {path}", _stand(path), looked_through)


def found_whole(office: OfficeFolder) -> None:
    """Note that a record that was whole is so after a change of ours, which SQLite has made whole or not at all."""
    give_exact_time(office.record)  # else what somebody else changes at once could bear the same
    bytes_from_cache(f"record {office.record}", _stand(office.record), lambda: _WHOLE)


def _stand(path: Path) -> bytes:
    """Changes with the record; who only reads leaves an empty log beside it while it does."""
    log = Path(f"{path}-wal")
    with suppress(OSError):
        if log.stat().st_size:
            return as_they_stand([path, log]).encode()
    return as_they_stand([path]).encode()


def file_of(desk_record: str) -> None:
    """See that the record is a file: of a server's record its own copies are kept there. Raises Fault."""
    if desk_record:
        from pmr_xl.record.server.address import shown_address

        raise Fault(
            f"The record is kept by the server {shown_address(desk_record)}, not in a file of this office.",
            "Whoever runs the server keeps its copies; “pmr record copy --to FILE” makes a file of it.",
        )


def check(office: OfficeFolder) -> Checked:
    """Look through the whole record, its copies, and the originals of what it accepted.

    Raises:
        Fault: the built-in office, which keeps none; there is none yet; it is missing; a newer program made it.
    """
    office.must_be_own("Without an office of your own there is no record.")
    path = office.record
    if not is_there(path):
        _must_be_new(office)
        raise Fault(f"{office.folder} has no record yet.", "It begins with the first table that is imported.")
    from pmr_xl.record.file import keeping  # as above

    found = keeping.examine(path)
    known = () if found else keeping.submissions(path)
    return Checked(
        path,
        tuple(found),
        None if found else keeping.count_held(path),
        tuple(_missing(office, known)),
        () if found else tuple(not_known(office, known)),
        tuple(day for day, _ in copies_of(path)),
        None if found or (of := format_at(path)) >= FORMAT else of,
    )


def signs_of_record(office: OfficeFolder) -> str:
    """What in the office says that there was a record, in words; empty where nothing does."""
    kept = sum(1 for _ in originals(office))
    copies = copies_of(office.record)
    signs = [f"{kept} accepted submission{'s' if kept != 1 else ''}"] if kept else []
    signs += [f"{len(copies)} daily cop{'ies' if len(copies) != 1 else 'y'} of it"] if copies else []
    return " and ".join(signs)


def _must_be_new(office: OfficeFolder) -> None:
    """Where nothing says that there was a record, there may be none."""
    if signs := signs_of_record(office):
        raise Fault(
            f"The record {office.record} is missing, and the office holds {signs}; none is begun anew.",
            f"Look where it was moved to and put it back. {way_back(office.record)} (To begin a new one on purpose, "
            f"move {office.accepted_folder.name} and {FOLDER} out of the office first.)",
        )


def originals(office: OfficeFolder) -> Iterator[Path]:
    """The files of accepted submissions as they were sent."""
    for one in sorted(office.accepted_folder.rglob("*")) if office.accepted_folder.is_dir() else ():
        if one.is_file() and not one.name.startswith("."):
            yield one


def not_known(office: OfficeFolder, known: tuple[keeping.Original, ...]) -> Iterator[Path]:
    """The files kept as accepted that no submission of the record names."""
    prints = {one.sha256[:12] for one in known}
    for one in originals(office):
        if one.name.partition("_")[0] not in prints:
            yield one


def _missing(office: OfficeFolder, known: tuple[keeping.Original, ...]) -> Iterator[LostOriginal]:
    for one in known:
        try:
            content = (office.folder / one.original).read_bytes()
        except OSError as error:
            yield LostOriginal(one, str(error.strerror))
            continue
        if hashlib.sha256(content).hexdigest() != one.sha256:
            yield LostOriginal(one, "")
