"""Definitions that people bring: a table with a row an indicator, its texts under headings in any usual spelling."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pmr_xl.imports.grid.lines import TableGrid
from pmr_xl.imports.strangers import Found, KnownNames
from pmr_xl.imports.table_kinds.kinds import DEFINITIONS
from pmr_xl.imports.table_kinds.reading import read_as
from pmr_xl.model.definitions.texts import TEXTS, text_called
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.office.library import Library

_OUR_ID = ("indicator id", "indicator_id", "pmr id", "id")
_MARKS = frozenset({"indicator"})


class BroughtDefinition(NamedTuple):
    """One row of such a table.

    Attributes:
        row: its number in the file.
        said: the agency, the indicator's name and its open-data id, as they stand there.
        texts: what it defines, by key; empty texts are left out.
        found: the indicator it speaks of; None where the schemas know none.
        near: name of the agency's indicator that is most like it; empty where none is.
    """

    row: int
    agency: str
    name: str
    open_data_id: str
    texts: dict[str, str]
    found: Found | None
    near: str

    @property
    def own_name(self) -> str:
        """How its row names the indicator."""
        number = f" (open data {self.open_data_id})" if self.open_data_id else ""
        return f"{self.agency} “{self.name}”{number}"


def read_definitions(library: Library, path: Path, sheet: str = "") -> tuple[BroughtDefinition, ...]:
    """Read a table of definitions. Indicators are found by our id, by open-data id, else by agency and name.

    Names of the last report, “Whole — Part” and the bodies of a joint agency are known. Texts are taken as they are.

    Args:
        sheet: of a workbook that has several.

    Raises:
        Fault: the file cannot be read, lacks a column, or none of its columns is a text of a definition.
    """
    grid = read_as(path, (DEFINITIONS,), _MARKS, sheet)
    columns = _columns(grid)
    known = KnownNames(library)
    ours = {line.id: (one.agency, line.indicator) for one in library.chapters() for line in one.every_line}
    return tuple(_row(number, cells, grid, columns, known, ours) for number, cells in grid.rows)


def _columns(grid: TableGrid) -> dict[int, str]:
    """Of each column that holds a text of a definition its place and the text's key."""
    named = "indicator" in grid.headings and {"agency", "agency_name"} & {*grid.headings}
    if not named and not any(heading.casefold() in (*_OUR_ID, "open_data_id") for heading in grid.headings):
        lost = "agency" if "indicator" in grid.headings else "indicator"
        told = "Give the column its heading in the first row, or a column “Indicator id”, and import again."
        raise Fault(f"{grid.place} has no column “{lost}”.", told)
    columns = {at: text.key for at, heading in enumerate(grid.headings) if (text := text_called(heading)) is not None}
    if not columns:
        names = ", ".join(one.label for one in TEXTS)
        raise Fault(f"{grid.place} has no column of a definition.", f"Its columns may be called {names}.")
    if twice := [key for key in columns.values() if list(columns.values()).count(key) > 1]:
        told = " and ".join(f"“{grid.headings[at]}”" for at, key in columns.items() if key == twice[0])
        raise Fault(f"{grid.place} says the {twice[0]} twice, under {told}.", "Remove one of them and import again.")
    return columns


def _row(
    number: int,
    cells: tuple[str, ...],
    grid: TableGrid,
    columns: Mapping[int, str],
    known: KnownNames,
    ours: Mapping[str, Found],
) -> BroughtDefinition:
    row = {"agency": "", "indicator": "", **dict(zip(grid.headings, cells, strict=True))}
    row["agency"] = row["agency"] or row.get("agency_name", "")
    texts = {key: cells[at] for at, key in columns.items() if cells[at]}
    told = next((row[heading] for heading in grid.headings if heading.casefold() in _OUR_ID), "")
    found = ours.get(told) or known.find(row)
    public = row.get("open_data_id") or (told if told.isdecimal() else "")
    return BroughtDefinition(
        number, row["agency"], row["indicator"], public, texts, found, "" if found else known.nearest(row)
    )
