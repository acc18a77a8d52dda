"""Definitions taken in from a table: each placed, or told why not."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from pmr_xl.desk.definitions.changing import DefinitionEdit
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.imported.guarded import guarded_table
from pmr_xl.imports.definitions import BroughtDefinition, read_definitions
from pmr_xl.model.definitions.definition import Definition, DefinitionChange
from pmr_xl.model.quick.named import NamedTuple


class Placing(StrEnum):
    """What becomes of a row that defines an indicator of this office."""

    NEW = "new"
    SAME = "same"
    ADDED = "added"  # texts that nobody had said yet
    CHANGED = "changed"
    KEPT = "kept"  # the office says it otherwise, and nobody asked to replace that


class PlacedRow(NamedTuple):
    """A row that was placed: the indicator, what became of it, and the texts that are said otherwise here."""

    row: BroughtDefinition
    indicator: str
    how: Placing
    otherwise: tuple[str, ...] = ()


class RowLeftOut(NamedTuple):
    """A row that was not placed: no schema knows what it names, it says nothing, or one before it says it.

    Attributes:
        first: the row that has defined its indicator already; None where none has.
    """

    row: BroughtDefinition
    first: BroughtDefinition | None = None


class DefinitionsTakenIn(NamedTuple):
    """What taking in a table of definitions did, or would do.

    Attributes:
        without_source: ids of indicators that the table defines and names no source of.
        files: the files that were written.
    """

    file: str
    placed: tuple[PlacedRow, ...]
    left_out: tuple[RowLeftOut, ...]
    without_source: tuple[str, ...]
    files: tuple[Path, ...]
    dry_run: bool

    @property
    def whole(self) -> bool:
        """Every row was placed, and none is kept otherwise here."""
        return not self.left_out and all(one.how is not Placing.KEPT for one in self.placed)


def take_in_definitions(
    desk: Desk, path: Path, *, sheet: str = "", replace: bool = False, dry_run: bool = False
) -> DefinitionsTakenIn:
    """Take definitions from a table into ``schemas/definitions``. Again, it changes nothing.

    Args:
        replace: where the office says a text otherwise the file's takes its place, and the former goes into the
            definition's history; without it the office's stays, and the row is told.
        dry_run: write nothing.

    Raises:
        Fault: the table cannot be read, or this is the built-in office. All is read before a file is written.
    """
    desk.office.must_be_own()
    rows = read_definitions(desk.library, guarded_table(path), sheet)
    edit = DefinitionEdit(desk)
    placed: list[PlacedRow] = []
    left_out: list[RowLeftOut] = []
    first: dict[str, BroughtDefinition] = {}
    for row in rows:
        if (refused := _refused(row, first)) is not None:
            left_out.append(refused)
        elif row.found is not None:
            agency, indicator = row.found
            first[indicator.id] = row
            placed.append(_place(edit, agency, indicator.id, row, path.name, replace=replace))
    files = () if dry_run else edit.write()
    without = tuple(one.indicator for one in placed if not one.row.texts.get("source"))
    return DefinitionsTakenIn(path.name, tuple(placed), tuple(left_out), without, files, dry_run)


def _refused(row: BroughtDefinition, first: dict[str, BroughtDefinition]) -> RowLeftOut | None:
    if row.found is None or not row.texts:
        return RowLeftOut(row)
    there = first.get(row.found[1].id)
    return None if there is None else RowLeftOut(row, there)


def _place(
    edit: DefinitionEdit, agency: str, indicator: str, row: BroughtDefinition, file: str, *, replace: bool
) -> PlacedRow:
    there = edit.definitions_before(agency).get(indicator, Definition(indicator))
    otherwise = tuple(key for key, text in row.texts.items() if there.texts.get(key, text) != text)
    fresh = {key: text for key, text in row.texts.items() if key not in there.texts}
    if otherwise and not replace:
        edit.say(agency, indicator, fresh)
        return PlacedRow(row, indicator, Placing.KEPT, otherwise)
    if otherwise:
        was = {key: there.texts[key] for key in otherwise}
        edit.say(agency, indicator, row.texts, DefinitionChange(edit.today, edit.me, f"as {file} says it", was))
        return PlacedRow(row, indicator, Placing.CHANGED, otherwise)
    edit.say(agency, indicator, fresh)
    how = Placing.NEW if not there.texts else Placing.ADDED if fresh else Placing.SAME
    return PlacedRow(row, indicator, how)
