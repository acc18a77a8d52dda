"""Several files asked for at once, or a part of the agencies: each gets an output of its own, or nothing is written."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.model.fiscal import Edition
    from pmr_xl.office import Library

_NAMED = 6  # agencies, or indicators, that the name of a file says


def require_distinct_outputs(paths: Iterable[Path], target: Callable[[Path], Path]) -> None:
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


def of_a_part(library: Library, agencies: Sequence[str], edition: Edition | None = None) -> str:
    """What the name of a list of several agencies says behind its stem, so that a part never takes the whole's place.

    Args:
        agencies: codes of those in the list; all are meant where none is named.
        edition: whose agencies are the whole; every agency of the schemas where none is named.

    Returns:
        ``_DSNY_NYPD``; of more than six how many there are, and a number that is theirs alone; nothing of the whole.
    """
    every = list(library.agencies() if edition is None else library.agencies_of(edition))
    asked = {one.code for code in agencies if (one := library.find_agency(code)) is not None}
    named = [code for code in every if code in asked]
    if not agencies or len(named) == len(every):
        return ""
    return of_some([library.slug(code).upper() for code in named], "agencies")


def of_some(names: Sequence[str], what: str) -> str:
    """What a file's name says of some of many: each of few, else how many ``what`` they are and a number of theirs."""
    if len(names) <= _NAMED:
        return "".join(f"_{name}" for name in names)
    return f"_{len(names)}_{what}_{zlib.crc32(' '.join(names).encode()):08x}"
