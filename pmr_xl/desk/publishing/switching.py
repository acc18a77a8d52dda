"""A folder put in place in one step: it appears whole, and what stood there before is gone only then."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pmr_xl.atomic_write import beside, resolve_links, sweep
from pmr_xl.model.fault import Fault

_SHOWN = 5  # agencies that a sentence names


@contextmanager
def new_folder(target: Path, mark: str) -> Iterator[Path]:
    """A folder to write into, which takes the target's place when the block ends without an exception.

    A target that is a link stays one: what it leads to is replaced.

    Args:
        mark: name of the file by which a folder of ours is known; another folder with something in it is not replaced.

    Raises:
        Fault: the target is a file or holds other things, or the folder cannot be made or put in place.
    """
    try:
        target = resolve_links(target)
    except OSError as refused:
        raise Fault(f"{target} leads nowhere: {refused.strerror}.", "Name a folder.") from None
    if target.is_file():
        raise Fault(f"{target} is a file.", "Name a folder.")
    if target.is_dir() and any(target.iterdir()) and not (target / mark).is_file():
        raise Fault(f"{target} holds other things, and was left as it is.", "Name a new folder, or an empty one.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        aside = beside(target)
        aside.mkdir()
    except OSError as refused:
        raise Fault(f"{target} cannot be made: {refused.strerror}.", "Name a folder where you may write.") from None
    try:
        yield aside
        _switch(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def no_fewer(target: Path, there: Iterable[str], agencies: Sequence[str]) -> None:
    """See that a folder of more agencies is not replaced by one of those alone that were named.

    Args:
        there: the agencies that the target holds; ``agencies`` those that were named, none for all there are.

    Raises:
        Fault: it holds others too.
    """
    others = [one for one in dict.fromkeys(there) if one not in agencies]
    if agencies and others:
        shown = f"{', '.join(others[:_SHOWN])}{f' and {len(others) - _SHOWN} more' if len(others) > _SHOWN else ''}"
        raise Fault(
            f"{target} holds {shown} too, and would be replaced by {', '.join(agencies[:_SHOWN])} alone.",
            "Name no agency, so that all are made anew, or name another folder.",
        )


def _switch(aside: Path, target: Path) -> None:
    before = beside(target)
    try:
        if target.exists():
            target.replace(before)
        try:
            aside.replace(target)
        except OSError:
            if before.exists():
                before.replace(target)
            raise
    except OSError as refused:
        raise Fault(
            f"{target} cannot be put in place: {refused.strerror}; what stood there stands.",
            "Close what is open of it, and ask again.",
        ) from None
    shutil.rmtree(before, ignore_errors=True)
