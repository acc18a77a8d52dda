"""Reading the sheet Breakdowns: by its headings and by the names in its rows, wherever they were moved or sorted to."""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.forms.submission_form.by_member.plan import BREAKDOWNS, Cols, broken_down, columns, rows
from pmr_xl.forms.submission_form.changes import figure_of
from pmr_xl.forms.submission_form.search import Headings, plain, sheet_with, text_in
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.breakdowns.breakdown import Breakdown
from pmr_xl.model.breakdowns.entry import MemberEntry, MembersSaid
from pmr_xl.model.breakdowns.table import cell_key
from pmr_xl.model.entry import Entered
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import FurtherCell


def read(book: Book, chapter: Chapter, edition: Edition, lists: Mapping[str, Breakdown]) -> MembersSaid:
    """What a form says of places and groups. Never fails on content.

    The indicator is known by its id, else by its name; the place or group by its code, else by its name.
    """
    wanted = sum(1 for _ in rows(chapter, edition, lists))
    sheet, headings = sheet_with(book, BREAKDOWNS, columns(edition))
    if sheet is None or Cols.FIGURE not in headings.columns:
        return MembersSaid(wanted=wanted, lost=True)
    entries, strange, seen = list[MemberEntry](), list[MemberEntry](), set[tuple[str, str, str]]()
    lines = broken_down(chapter, edition)
    known = {plain(line.indicator.name): line for line in lines} | {plain(line.id): line for line in lines}
    for row, cells in sorted(sheet.cells.rows.items()):
        if row <= headings.row or not any(text_in(cells.get(one)) for one in headings.columns.values()):
            continue
        one = _entry(sheet, headings, row, cells, known, lists, edition)
        key = (one.line.id if one.line else "", one.breakdown, one.member)
        if not all(key) or key in seen:
            if one.figure.cell is not None or all(key):
                strange.append(one)
            continue
        seen.add(key)
        entries.append(one)
    return MembersSaid(tuple(entries), tuple(strange), wanted)


def _entry(
    sheet: Sheet,
    headings: Headings,
    row: int,
    cells: Mapping[int, Cell],
    known: Mapping[str, Line],
    lists: Mapping[str, Breakdown],
    edition: Edition,
) -> MemberEntry:
    def text(key: str) -> str:
        return text_in(cells.get(headings.columns.get(key, 0)))

    line = known.get(plain(text(Cols.ID))) or known.get(plain(text(Cols.INDICATOR)))
    names = () if line is None else line.indicator.breakdowns
    by = plain(text(Cols.BREAKDOWN))
    name = next((one for one in names if plain(lists[one].name) == by), names[0] if len(names) == 1 else "")
    member = None
    if name:
        member = lists[name].by_code.get(text(Cols.CODE)) or lists[name].find(text(Cols.MEMBER))
        beside = lists[name].find(text(Cols.MEMBER))
        if member is not None and beside is not None and beside is not member:
            member = None  # the code says one, the name another
    code = "" if member is None else member.code
    column = headings.columns[Cols.FIGURE]
    cell, measure = cells.get(column), None if line is None else line.indicator.measure
    figure = None if measure is None else figure_of(cell, measure)
    key = cell_key(line.id if line else "", code, edition.submitted_period)
    entered = Entered(key, "Figure", CellRef(sheet.name, row, column), cell, figure, measure)
    at = headings.columns.get(Cols.EXPLANATION)
    said_in = None if at is None else Entered("words", "Explanation", CellRef(sheet.name, row, at), cells.get(at))
    texts = [text(Cols.INDICATOR) or text(Cols.ID), text(Cols.CODE), text(Cols.MEMBER)]
    named = "" if line is not None and code else " · ".join(filter(None, texts))
    said = text(Cols.EXPLANATION)
    return MemberEntry(line, name, code, edition.submitted_period, entered, said, named, said_in)


def open_cells(said: MembersSaid) -> tuple[FurtherCell, ...]:
    """The open cells of the sheet by indicator, list and member: what is carried into other forms and gathered."""
    told = []
    for one in said.entries:
        if one.line is not None:
            key = f"{one.breakdown} {one.member}"
            heading = f"Figure, {one.breakdown} {one.member}"
            told.append(FurtherCell(one.line.id, key, BREAKDOWNS, one.figure._replace(heading=heading)))
            if one.words is not None:
                words = one.words._replace(heading=f"Explanation, {one.breakdown} {one.member}")
                told.append(FurtherCell(one.line.id, f"{key} explanation", BREAKDOWNS, words))
    return tuple(told)
