"""A list of commitments or audit recommendations that somebody brings: its columns found by their headings, or named.

What is not found is told with the headings that are there, and can be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from pmr_xl.imports.grid import TableGrid, read_grid
from pmr_xl.imports.table_kinds.commitment_headings import HEADED, LOWEST, key_of
from pmr_xl.imports.table_kinds.kinds import COMMITMENTS
from pmr_xl.imports.table_kinds.reading import read_as
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple


class _Marks(AbstractSet[str]):
    """Headings by which a row of headings is known, in whatever spelling."""

    def __init__(self, named: Iterable[str]) -> None:
        self._keys = {key_of(one) for one in named} | {one for field in LOWEST for one in HEADED[field]}

    def __contains__(self, heading: object) -> bool:
        return key_of(str(heading)) in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(("Recommendation", "Commitment", "Action"))  # what a message names for an example

    def __len__(self) -> int:
        return len(self._keys)

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> AbstractSet[Any]:
        return set(it)


class CommitmentRow(NamedTuple):
    """One row: its number in the file, and its fields by name, only those with something in them."""

    number: int
    said: Mapping[str, str]


class CommitmentTable(NamedTuple):
    """A list as it was read.

    Attributes:
        place: the file, with its sheet where it has several.
        columns: which heading was read as which field.
        unread: headings that are none of them.
    """

    place: str
    columns: Mapping[str, str]
    unread: tuple[str, ...]
    rows: tuple[CommitmentRow, ...]


def read_commitments(path: Path, columns: Mapping[str, str], sheet: str = "", headings_in: int = 0) -> CommitmentTable:
    """Read a list.

    Args:
        columns: headings that somebody named, by field (``{"what": "Finding"}``).
        sheet: of a workbook that has several; ``headings_in``: the row of the headings, 0 where it is to be found.

    Raises:
        Fault: it cannot be read, is another table by its headings, a named heading is not there, or no column says
            what is to be done.
    """
    marks = _Marks(columns.values())
    if columns or headings_in:  # somebody looked at the table, and says what it holds
        grid = read_grid(path, marks, sheet, headings_in)
    else:
        grid = read_as(path, (COMMITMENTS,), marks, sheet)
    found = _columns(grid, columns)
    if not found.keys() & set(LOWEST):
        raise Fault(
            f"{grid.place} has no column that says what is to be done; its columns are {_listed(grid.headings)}.",
            "Name it: --column what=HEADING.",
        )
    at = {field: grid.headings.index(heading) for field, heading in found.items()}
    rows = tuple(
        CommitmentRow(number, {field: cells[place] for field, place in at.items() if cells[place]})
        for number, cells in grid.rows
    )
    unread = tuple(one for one in grid.headings if one not in found.values())
    return CommitmentTable(grid.place, found, unread, tuple(row for row in rows if row.said))


def _columns(grid: TableGrid, named: Mapping[str, str]) -> dict[str, str]:
    """Field → heading: the one that was named, else the first in our list that the table has."""
    there = {key_of(one): one for one in reversed(grid.headings)}
    found: dict[str, str] = {}
    for field, heading in named.items():
        if key_of(heading) not in there:
            raise Fault(
                f"{grid.place} has no column “{heading}”; its columns are {_listed(grid.headings)}.",
                "Name one of them.",
            )
        found[field] = there[key_of(heading)]
    for field, known in HEADED.items():
        free = [there[one] for one in known if one in there and there[one] not in found.values()]
        if field not in found and free:
            found[field] = free[0]
    return found


def _listed(headings: tuple[str, ...]) -> str:
    return ", ".join(f"“{one}”" for one in headings)
