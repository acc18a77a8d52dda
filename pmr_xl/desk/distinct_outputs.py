"""Several files asked for at once: each gets an output of its own, or nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from pmr_xl.model.fault import Fault


def apart(paths: Iterable[Path], target: Callable[[Path], Path]) -> None:
    """See that no two files are written to one place; to be asked before anything is written.

    Names that differ in capitals alone are one, as they are on Windows.

    Args:
        target: where that which is made of a file goes.

    Raises:
        Fault: two different files would go to the same place.
    """
    seen: dict[str, Path] = {}
    for path in paths:
        place = target(path)
        other = seen.setdefault(str(place.resolve()).casefold(), path)
        if other.resolve() != path.resolve():
            raise Fault(
                f"{other} and {path} would both be written to {place}; nothing was written.",
                "Take them one after the other, each with a folder of its own (--into).",
            )
