"""Reading the sheets that only forms with definitions have: every open cell, by its indicator and what it says."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.forms.submission_form.changes import figure_of
from pmr_xl.forms.submission_form.meaning.places import (
    BETWEEN,
    CONFIRMED,
    DEFINITIONS,
    FURTHER_SHEETS,
    RATE_COLUMNS,
    RATES,
    TEXT_COLUMNS,
    Rated,
    Text,
)
from pmr_xl.forms.submission_form.search import Headings, plain, sheet_with, text_in
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.definitions.texts import text_called
from pmr_xl.model.entry import Column, Entered
from pmr_xl.model.measure import Measure, Unit
from pmr_xl.model.submission import FurtherCell

_COUNT = Measure(Unit.NUMBER, 0)


def further_sheets(stamped: str) -> tuple[str, ...]:
    """The further sheets that a form says it has."""
    said = stamped.split(BETWEEN)
    return tuple(name for name in FURTHER_SHEETS if name in said)


def further_of(book: Book, stamped: str) -> Iterator[FurtherCell]:
    """The open cells of a form's further sheets, empty ones too. Never fails on content.

    Args:
        stamped: what the form says of its further sheets; without it no sheet is looked for.
    """
    names = further_sheets(stamped)
    if RATES in names:
        sheet, headings = sheet_with(book, RATES, RATE_COLUMNS)
        if sheet is not None and headings.row:
            yield from _rates(sheet, headings)
    if DEFINITIONS in names:
        sheet, headings = sheet_with(book, DEFINITIONS, TEXT_COLUMNS)
        if sheet is not None and headings.row:
            yield from _texts(sheet, headings)


def _rates(sheet: Sheet, headings: Headings) -> Iterator[FurtherCell]:
    for row, name in _named(sheet, headings, Rated.ID):
        for column in RATE_COLUMNS:
            if column.open and column.key in headings.columns:
                yield FurtherCell(name, column.key, RATES, _entered(sheet, row, headings, column))


def _texts(sheet: Sheet, headings: Headings) -> Iterator[FurtherCell]:
    columns = {column.key: column for column in TEXT_COLUMNS}
    if Text.TEXT not in headings.columns or Text.WHAT not in headings.columns:
        return
    for row, name in _named(sheet, headings, Text.ID):
        label = text_in(sheet.at(row, headings.columns[Text.WHAT]))
        key = CONFIRMED if plain(label) == CONFIRMED else (known := text_called(label)) and known.key
        if key:
            sent = text_in(sheet.at(row, headings.columns[Text.SENT])) if Text.SENT in headings.columns else ""
            entered = _entered(sheet, row, headings, columns[Text.TEXT])._replace(heading=f"Definition: {label}")
            yield FurtherCell(name, key, DEFINITIONS, entered, sent)


def _named(sheet: Sheet, headings: Headings, key: str) -> Iterator[tuple[int, str]]:
    """The rows that name an indicator, each with its id."""
    column = headings.columns.get(key)
    for row in sorted(sheet.cells.rows) if column is not None else ():
        if row > headings.row and (name := text_in(sheet.at(row, column or 0))):
            yield row, name


def _entered(sheet: Sheet, row: int, headings: Headings, column: Column) -> Entered:
    number = headings.columns[column.key]
    cell = sheet.at(row, number)
    measure = _COUNT if column.key in (Rated.NUMERATOR, Rated.DENOMINATOR) else None
    figure = None if measure is None else figure_of(cell, measure)
    return Entered(column.key, column.heading, CellRef(sheet.name, row, number), cell, figure, measure)
