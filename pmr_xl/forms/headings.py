"""Headings by version: what a sheet of any version of ours calls its columns, found again after people changed some.

A sheet is read by a table of names: each field with every name it has ever borne. A heading that somebody renamed is
known by its place between its neighbours, and told; what can be known of the others is read all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from pmr_xl.forms.submission_form.search import plain, text_in
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Sheet
from pmr_xl.model.quick.named import NamedTuple

_NONE: Mapping[str, str] = MappingProxyType({})
_AS_TODAY: Mapping[int, Sequence[str]] = {}
_DEEPEST, _WIDEST = 30, 80  # people put a line above a table or a column beside it, never more than this


class Field(NamedTuple):
    """One column of a sheet.

    Attributes:
        name: its heading today.
        since: the sheet's version that has it first.
        older: the names it bore before.
        always: a sheet of that version always has it, so that it is missed where it is not there.
    """

    name: str
    since: int = 1
    older: tuple[str, ...] = ()
    always: bool = True


class FoundHeadings(NamedTuple):
    """A heading row as found: the row, and heading of today → column.

    Attributes:
        renamed: headings that were known by their place alone, a sentence each.
        missing: those that are not there, by their names, a sentence each; nothing of their columns is read.
    """

    row: int
    columns: Mapping[str, int]
    renamed: tuple[str, ...] = ()
    missing: Mapping[str, str] = _NONE

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is strange about it, a sentence each."""
        return (*self.renamed, *self.missing.values())


def current(fields: Sequence[Field]) -> tuple[str, ...]:
    """The headings of a sheet as it is laid today."""
    return tuple(field.name for field in fields)


def is_ours(names: Sequence[str], fields: Sequence[Field], version: int) -> bool:
    """Whether these are the headings of a sheet of any version up to this one, one of them perhaps renamed."""
    known = known_names(fields)
    told = [known[plain(name)] for name in names if plain(name) in known]
    return any(
        len(set(told) & set(expected)) >= len(expected) - 1
        for number in range(1, version + 1)
        if (expected := [field.name for field in fields if field.since <= number])
    )


def find(
    sheet: Sheet, fields: Sequence[Field], orders: Mapping[int, Sequence[str]] = _AS_TODAY
) -> FoundHeadings | None:
    """The heading row: of the first rows the one with most of these headings, more than half of the oldest version's.

    None where there is none.

    Args:
        orders: of versions whose columns stood otherwise than today's, their names of today in the order they had.
    """
    known = known_names(fields)
    least = sum(field.since == 1 for field in fields) // 2 + 1
    rows = sheet.cells.rows
    best: tuple[int, int] = (0, 0)
    for row in sorted(one for one in rows if one <= _DEEPEST and len(rows[one]) >= least):
        names = {known[said] for cell in _top(rows[row]) if (said := plain(text_in(cell))) in known}
        best = max(best, (len(names), -row))
    if best[0] < least:
        return None
    return _read(sheet, -best[1], fields, orders)


def known_names(fields: Sequence[Field]) -> dict[str, str]:
    """Every name that a column ever bore, as :func:`plain` has it → its name today."""
    return {plain(name): field.name for field in fields for name in (field.name, *field.older)}


def _top(row: Mapping[int, Cell]) -> Iterator[Cell]:
    return (row[column] for column in sorted(row) if column <= _WIDEST)


def _read(sheet: Sheet, row: int, fields: Sequence[Field], orders: Mapping[int, Sequence[str]]) -> FoundHeadings:
    known = known_names(fields)
    columns: dict[str, int] = {}
    strange: list[Cell] = []
    filled = {cell.column for cell in _top(sheet.cells.rows[row]) if text_in(cell)}
    for cell in _top(sheet.cells.rows[row]):
        name = known.get(plain(text_in(cell)))
        if name is not None and name not in columns:
            columns[name] = cell.column
        elif text_in(cell):
            strange.append(cell)
    version = max(field.since for field in fields if field.name in columns)
    lost = [field.name for field in fields if field.always and field.since <= version and field.name not in columns]
    order = orders.get(version) or current(fields)
    renamed: list[str] = []
    missing: dict[str, str] = {}
    for name in lost:
        taken = _in_its_place(name, strange, columns, order, lost=len(lost), filled=filled)
        if taken is None:
            at = f"{sheet.name}, row {row}"
            missing[name] = f"{at}: the heading “{name}” is missing; what stood under it is not read."
            continue
        strange.remove(taken)
        columns[name] = taken.column
        where = CellRef(sheet.name, row, taken.column)
        renamed.append(f"{where}: the heading “{text_in(taken)}” is not known; the column was read as “{name}”.")
    return FoundHeadings(row, columns, tuple(renamed), missing)


def _in_its_place(
    name: str,
    strange: Sequence[Cell],
    columns: Mapping[str, int],
    order: Sequence[str],
    *,
    lost: int,
    filled: Collection[int],
) -> Cell | None:
    """The unknown heading that stands where ``name`` stands on a sheet of ours.

    It is alone between its neighbours, or right before the next; where nothing else is ``lost``, also right behind the
    one before, or the only unknown one of all. None of them is where the cell right before the next is empty: then that
    is the heading, and was emptied.
    """
    at = order.index(name)
    before = next((columns[one] for one in reversed(order[:at]) if one in columns), 0)
    after = next((columns[one] for one in order[at + 1 :] if one in columns), _WIDEST + 1)
    if before < after - 1 < _WIDEST and after - 1 not in filled:
        return None
    between = [cell for cell in strange if before < cell.column < after]
    if len(between) == 1:
        return between[0]
    places = [after - 1, before + 1] if lost == 1 else [after - 1]
    if not at:  # the first column of the sheet is right at its edge
        places = [before + 1]
    beside = [cell for column in places for cell in between if cell.column == column]
    if beside:
        return beside[0]
    return strange[0] if lost == 1 and len(strange) == 1 else None
