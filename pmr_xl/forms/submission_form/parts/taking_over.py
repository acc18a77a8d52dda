"""Drafts that somebody decided on, on their way into the cells of the form they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmr_xl.forms.submission_form.parts.drafts import FIGURE, ID, NAME, PERIOD, REASON, TAKE, TAKEN, WORDS
from pmr_xl.forms.submission_form.parts.restating import appended_restatements, name_of
from pmr_xl.forms.submission_form.parts.splitting import content_of
from pmr_xl.forms.submission_form.search import text_in
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.book.typed import NewCell
from pmr_xl.model.entry import Ask
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.submission import Submission

_TICKS = ("✓", "x", "yes", "y", "take over", "1", "true")
_NEEDED = (TAKE, WORDS, ID, PERIOD)


class DraftRow(NamedTuple):
    """One draft as it stands on the sheet: where somebody decides on it, that they did, and its cells by heading."""

    tick: CellRef
    ticked: bool
    cells: Mapping[str, Cell]

    def text(self, heading: str) -> str:
        """What stands in a column; empty where nothing does."""
        return text_in(self.cells.get(heading))


class DraftsTakenOver(NamedTuple):
    """What is typed into the form.

    Attributes:
        explanations, restatements: how many of each are taken over.
        left: drafts that were to be taken and are not, in a sentence each.
        waiting: how many drafts nobody decided on.
    """

    cells: tuple[NewCell, ...]
    explanations: int
    restatements: int
    left: tuple[str, ...]
    waiting: int


def draft_rows(book: Book) -> list[DraftRow]:
    """The drafts that a form offers and that are not taken over yet; none where it has no such sheet.

    Raises:
        Fault: the sheet is of before drafts could be decided on, or its headings are gone.
    """
    sheet = book.sheet(NAME)
    if sheet is None:
        return []
    headings, row = _headings(sheet)
    if lost := [one for one in _NEEDED if one not in headings]:
        raise Fault(
            f"{book.name}, sheet {NAME}, has no column “{lost[0]}”.",
            "Copy what still holds into its cell by hand, or have the form made again (pmr migrate … --report mmr).",
        )
    return list(_rows(sheet, headings, row))


def _headings(sheet: Sheet) -> tuple[dict[str, int], int]:
    """The columns by heading, and the row of the headings: the first in which an id is headed."""
    for (row, _), cell in sorted(sheet.cells.items()):
        if text_in(cell) == ID:
            found = {text_in(one): column for (at, column), one in sheet.cells.items() if at == row}
            return found, row
    return {}, 0


def _rows(sheet: Sheet, headings: Mapping[str, int], heading_row: int) -> Iterator[DraftRow]:
    for row in sorted({at for at, _ in sheet.cells if at > heading_row}):
        cells = {name: cell for name, column in headings.items() if (cell := sheet.at(row, column)) is not None}
        tick = text_in(cells.get(TAKE)).strip().casefold()
        if text_in(cells.get(ID)) and tick != TAKEN.casefold():
            yield DraftRow(CellRef(sheet.name, row, headings[TAKE]), tick.startswith(_TICKS), cells)


def taken_over(form: Submission, rows: list[DraftRow], *, everything: bool) -> DraftsTakenOver:
    """What is typed into a form for the drafts that were decided on; nothing that stands there is written over.

    Args:
        everything: all drafts are, not those that bear a tick alone.
    """
    chosen = [row for row in rows if everything or row.ticked]
    cells, left, told = list[NewCell](), list[str](), list[DraftRow]()
    known = {name_of(row) for row in form.restatements}
    for row in chosen:
        entry, words = form.by_id.get(row.text(ID)), row.text(WORDS)
        there = None if entry is None else entry.get(Ask.EXPLANATION)
        name = row.text(ID), row.text(PERIOD)
        if entry is None or (not name[1] and there is None):
            left.append(f"{name[0]}: this form does not ask for it.")
        elif name[1] and name in known:
            left.append(f"{entry.line.label}: {name[1]} is restated in this form already.")
        elif name[1]:
            told.append(row)
        elif there is not None and not there.empty and there.text != words:
            left.append(f"{entry.line.label}: {there.where} says something else already.")
        elif there is not None:
            cells += [NewCell(there.where, words, None), NewCell(row.tick, TAKEN, None)]
    explanations = len(cells) // 2
    cells += appended_restatements(form, [_typed(row) for row in told])
    cells += [NewCell(row.tick, TAKEN, None) for row in told]
    return DraftsTakenOver(tuple(cells), explanations, len(told), tuple(left), len(rows) - len(chosen))


def _typed(row: DraftRow) -> dict[str, tuple[str | float | None, str | None]]:
    """A restatement as it is typed, by column key."""
    said: dict[str, tuple[str | float | None, str | None]] = {
        "id": (row.text(ID), None),
        "year": (row.text(PERIOD), None),
        "new": content_of(row.cells.get(FIGURE)),
        "reason": (row.text(REASON), None),
        "explanation": (row.text(WORDS), None),
    }
    return {key: one for key, one in said.items() if one[0] not in (None, "")}
