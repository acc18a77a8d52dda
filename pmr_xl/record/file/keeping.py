"""A record's file looked through from outside: is it whole, what does it hold, put another in its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from pmr_xl.atomic_write import resolve_links, write_atomically
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record.engine.sqlite import SqliteConnection
from pmr_xl.record.file.content import not_readable, written_whole
from pmr_xl.record.file.examination import ills
from pmr_xl.record.file.lock import Lock
from pmr_xl.record.file.opening import open_for_reading
from pmr_xl.record.file.way_back import NOT_READ

_COUNTS = "SELECT (SELECT count(*) FROM figures), (SELECT count(*) FROM submissions), (SELECT count(*) FROM decisions)"


_BESIDE = ("-wal", "-shm")
_SAME_SECOND = 10_000  # more than anybody brings back in one


class Held(NamedTuple):
    """How much a record holds."""

    figures: int
    submissions: int
    decisions: int


class Original(NamedTuple):
    """A submission that was accepted, and where its file is kept, from the office folder on."""

    sha256: str
    agency: str
    edition: str
    version: int
    original: str


def examine(path: Path) -> list[str]:
    """What is wrong with a record, in words; empty where it is whole.

    Raises:
        Fault: it cannot be read at all, or a newer program made it.
    """
    with _open(path) as connection:
        return ills(connection)


def count_held(path: Path) -> Held:
    """How much a whole record holds."""
    with _open(path) as connection:
        return Held(*connection.raw.execute(_COUNTS).fetchone())


def submissions(path: Path) -> tuple[Original, ...]:
    """Every submission that a whole record ever accepted."""
    with _open(path) as connection:
        return tuple(
            map(
                Original._make,
                connection.execute("SELECT sha256, agency, edition, version, original FROM submissions ORDER BY no"),
            )
        )


def put_back(path: Path, copy: Path, patience: float) -> Path | None:
    """Put a copy in the record's place; what was there is kept beside it, under the name returned.

    Raises:
        Fault: somebody is writing the record; the copy cannot be read; the disk refuses.
    """
    with Lock(path, patience):
        place = resolve_links(path)
        try:
            content = written_whole(copy.read_bytes())  # of whatever format: the next writer brings it forward
            aside = _put_aside(place) if place.exists() else None
            for rest in _BESIDE:  # first: beside another file they would be taken for its own
                Path(f"{place}{rest}").unlink(missing_ok=True)
            write_atomically(place, content)
        except OSError as error:
            raise Fault(
                f"{path} cannot be written: {error.strerror}.",
                "The record is as it was. Look at the disk and your rights.",
            ) from None
        return aside


def _put_aside(place: Path) -> Path:
    """Keep the record that is there, whatever state it is in, with what SQLite keeps beside it."""
    stem = f"{place.stem}.replaced-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    names = (f"{stem}{more}.sqlite" for more in ("", *(f"-{number}" for number in range(2, _SAME_SECOND))))
    aside = next(one for one in map(place.with_name, names) if not one.exists())
    for rest in ("", *_BESIDE):
        if (part := Path(f"{place}{rest}")).exists():
            write_atomically(Path(f"{aside}{rest}"), part.read_bytes())
    return aside


@contextmanager
def _open(path: Path) -> Iterator[SqliteConnection]:
    try:
        with closing(open_for_reading(path)) as connection:
            yield connection
    except NOT_READ as error:
        raise not_readable(path, error) from None
