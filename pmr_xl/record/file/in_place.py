"""A state of the record put in its place, and the state before set aside where a format is left behind."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from pmr_xl.atomic_write import put_file, sweep
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record.file.content import content_of
from pmr_xl.record.file.lock import Lock
from pmr_xl.record.migrations import FORMAT


class Forwarded(NamedTuple):
    """A record that was brought forward: from which format to which, and where its file is kept as it was.

    A server's record is no file; its ``kept`` is None.
    """

    was: int
    now: int
    kept: Path | None


def keep_as_it_was(path: Path, content: bytes, was: int) -> Path:
    """Put the record aside as it was; under another name where another state of that format is kept already."""
    kept = place_of_kept(path, content, was)
    put_in_place(kept, content)
    return kept


def place_of_kept(path: Path, content: bytes, was: int) -> Path:
    """Where the record in format ``was`` is set aside; that place may hold the same state already."""
    kept = path.with_name(f"{path.stem}.format-{was}{path.suffix}")
    if kept.exists() and kept.read_bytes() != content:
        return path.with_name(f"{path.stem}.format-{was}-{fingerprint(content)[:8]}{path.suffix}")
    return kept


def put_in_place(path: Path, content: bytes) -> None:
    """Put a record's file whole where it belongs.

    Raises:
        Fault: it cannot be written.
    """
    put_file(path, content, "The record is as it was. Look at the disk and your rights.")


def replace_whole(lock: Lock, before: bytes, after: bytes, was: int) -> Forwarded | None:
    """Put a new state in the record's place; of one in an earlier format the state before is kept.

    Args:
        lock: ours, of the record.
        before: the state that the new one was made of.
        after: the new one.
        was: the format of the state before.

    Raises:
        Fault: somebody else has written meanwhile, or it cannot be written.
    """
    path = lock.guarded
    if not lock.still_mine() or fingerprint(content_of(path)) != fingerprint(before):
        raise lock.taken_away()
    kept = keep_as_it_was(path, before, was) if was < FORMAT else None
    put_in_place(path, after)
    return Forwarded(was, FORMAT, kept) if was < FORMAT else None


def fingerprint(content: bytes) -> str:
    """The SHA-256 of a state, by which it is known again."""
    return hashlib.sha256(content).hexdigest()


def tidy(path: Path) -> None:
    """Take away what dead writers left beside the record; who waits for its lock has a file there too, and keeps it."""
    sweep(path.parent)
    for left in path.parent.glob(f".{path.name}.*.tmp"):
        if not left.name.startswith(f".{path.name}.lock."):
            with suppress(OSError):  # it is in nobody's way
                left.unlink(missing_ok=True)
