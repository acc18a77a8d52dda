"""Which rows of a form go into which part."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pmr_xl.forms.submission_form.listed.list_table import ListTable
from pmr_xl.forms.submission_form.listed.naming import EntryNames
from pmr_xl.forms.submission_form.parts.stamped import plain_title
from pmr_xl.forms.submission_form.search import plain, text_in
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.typed import NewCell
from pmr_xl.model.entry import Ask, Entered
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import Submission

REST = "on no list"
_UNITS = ("unit", "program unit", "part", "owner", "division", "bureau", "who", "responsible")


class SplitBy(StrEnum):
    """By what the chapter itself says a form can be split."""

    GOAL = "goal"
    SERVICE = "service"


class SplitRows(NamedTuple):
    """The rows of each part.

    Attributes:
        ids: title → ids, in the order of the form.
        shared: ids that are in several parts; ``strange``: what a list says that is no row, in sentences.
    """

    ids: Mapping[str, tuple[str, ...]]
    shared: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()


def by_chapter(submission: Submission, by: SplitBy) -> SplitRows:
    """One part for each goal or service; what stands outside of them goes by its table."""
    found: dict[str, list[str]] = {}
    for entry in submission.entries:
        found.setdefault(plain_title(_title(entry.line, by)), []).append(entry.line.id)
    return SplitRows({title: tuple(ids) for title, ids in found.items()})


def by_list(submission: Submission, table: ListTable, id_at: int | None, name_at: int | None, unit: str) -> SplitRows:
    """One part for each unit that a list names; rows that it does not name are a part of their own.

    Args:
        id_at, name_at: the list's columns of indicators, from 0; ``unit``: the heading of the column of units.

    Raises:
        Fault: no column of units is found, or the list names no row of the form.
    """
    at = _unit_column(table, unit)
    names, units = EntryNames(submission), dict[str, dict[str, None]]()
    spelt: dict[str, str] = {}
    strange: list[str] = []
    for row in table.rows:
        texts = ["" if place is None else text_in(row.cells[place]) for place in (id_at, name_at)]
        title = plain_title(text_in(row.cells[at])) if text_in(row.cells[at]) else ""
        if not any(texts):
            continue
        entry, why, _ = names.find(*texts)
        if entry is None:
            strange.append(f"row {row.number}, {texts[0] or texts[1]}: {why}")
        elif title:
            units.setdefault(spelt.setdefault(plain(title), title), {})[entry.line.id] = None
    if not units:
        raise Fault(f"{table.name} names no row of this form with its unit.", "Give each row an id or name and a unit.")
    order = [entry.line.id for entry in submission.entries]
    parts = {title: tuple(one for one in order if one in ids) for title, ids in units.items()}
    named = [one for ids in parts.values() for one in ids]
    if rest := tuple(one for one in order if one not in named):
        parts[REST] = rest
    return SplitRows(parts, tuple(one for one in order if named.count(one) > 1), tuple(strange))


def carried_cells(whole: Submission, part: Submission) -> list[NewCell]:
    """The cells that make a freshly laid part say what the form says in the same rows, locked ones too.

    The result of a formula is carried, not the formula: what it looks at is not in the part.
    """
    return [
        NewCell(there.where, *content_of(said.cell))
        for entry in part.entries
        if (row := whole.by_id.get(entry.line.id)) is not None
        for key, there in entry.entered.items()
        if key not in (Ask.STATUS, Ask.HINT) and (said := row.get(key)) is not None
        if (there.cell is None or there.cell.formula is None) and _stored(said) != _stored(there)
    ]


def _stored(entered: Entered) -> tuple[object, str]:
    cell = entered.cell
    return (None, "") if cell is None or cell.value is None else (cell.value, cell.number_format)


def content_of(cell: Cell | None) -> tuple[str | float | None, str | None]:
    """What to type to have a cell say the same elsewhere: its value, and a number's format."""
    if cell is None or cell.value is None:
        return None, None
    if isinstance(cell.value, float):
        return cell.value, cell.number_format
    return cell.value if isinstance(cell.value, str) else str(cell.value).upper(), None


def _title(line: Line, by: SplitBy) -> str:
    if by is SplitBy.GOAL and line.goal_no:
        return f"Goal {line.goal_no}"
    if by is SplitBy.SERVICE and line.service_no:
        return f"Service {line.service_no}"
    return line.table_heading or line.table or "Without a goal"


def _unit_column(table: ListTable, unit: str) -> int:
    headings = [plain(heading.replace("_", " ")) for heading in table.headings]
    wanted = [plain(unit.replace("_", " "))] if unit else list(_UNITS)
    at = next((headings.index(one) for one in wanted if one in headings), None)
    if at is None:
        told = ", ".join(f"“{heading}”" for heading in table.headings)
        raise Fault(f"{table.name} has no column of units; its headings are {told}.", "Name it: --unit HEADING.")
    return at
