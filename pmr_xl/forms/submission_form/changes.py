"""Reading the Restatements sheet, and what a single cell says as a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmr_xl.forms.submission_form.periods import restated_period
from pmr_xl.forms.submission_form.plan import RESTATEMENT_COLUMNS, RESTATEMENTS, Restate
from pmr_xl.forms.submission_form.search import Headings, plain, sheet_with, text_in
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.entry import Entered
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import SIGNS, Figure, Measure
from pmr_xl.model.reason import restatement_reason_of
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import Restatement


def figure_of(cell: Cell | None, measure: Measure) -> Figure | None:
    """The figure a cell holds: a number, or one of the report's signs. Text that looks like a number is none."""
    value = None if cell is None else cell.value
    if cell is None or isinstance(value, bool):
        return None
    if isinstance(value, float | int):
        return measure.from_cell(value, cell.number_format)
    return SIGNS.get(value) or SIGNS.get(text_in(cell)) if isinstance(value, str) else None


def restatements_of(book: Book, chapter: Chapter, edition: Edition) -> Iterator[Restatement]:
    """The rows of the Restatements sheet in which anything was typed."""
    sheet, headings = sheet_with(book, RESTATEMENTS, RESTATEMENT_COLUMNS)
    if sheet is None:
        return
    typed = {headings.columns[c.key] for c in RESTATEMENT_COLUMNS if c.open and c.key in headings.columns}
    filled = {
        row
        for (row, column), cell in sheet.cells.items()
        if row > headings.row and column in typed and (cell.formula is not None or text_in(cell))
    }
    by_id = {plain(name): line for name, line in chapter.by_id.items()}
    for row in sorted(filled):
        yield _restatement(sheet, row, headings, by_id, edition)


def _restatement(
    sheet: Sheet, row: int, headings: Headings, by_id: Mapping[str, Line], edition: Edition
) -> Restatement:
    def at(key: str) -> Cell | None:
        return sheet.at(row, headings.columns[key]) if key in headings.columns else None

    line = by_id.get(plain(text_in(at(Restate.ID))))
    measure = line.indicator.measure if line else None
    published, new = (figure_of(at(key), measure) if measure else None for key in (Restate.PUBLISHED, Restate.NEW))
    if published is None and measure:
        published = measure.read(text_in(at(Restate.PUBLISHED)))  # the form shows it as the report prints it
    figures = {Restate.PUBLISHED: published, Restate.NEW: new}
    entered = {
        column.key: Entered(
            column.key,
            column.heading,
            CellRef(sheet.name, row, headings.columns[column.key]),
            at(column.key),
            figures.get(column.key),
            measure if column.key in figures else None,
        )
        for column in RESTATEMENT_COLUMNS
        if column.key in headings.columns
    }
    reason = text_in(at(Restate.REASON))
    return Restatement(
        row=row,
        entered=entered,
        line=line,
        period=restated_period(text_in(at(Restate.YEAR)), edition),
        published=published,
        new=new,
        reason=restatement_reason_of(reason) or reason,
        explanation=text_in(at(Restate.EXPLANATION)),
    )
