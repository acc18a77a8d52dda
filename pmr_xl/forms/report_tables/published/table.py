"""One kind of a chapter's tables as one plain table: a row an indicator, each number once, as the number it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from pmr_xl.forms.paper.figure_width import width_for, width_under
from pmr_xl.forms.paper.pages import Link, Page, Print, Style
from pmr_xl.forms.paper.reach import last_reached
from pmr_xl.forms.paper.running_titles import running_head
from pmr_xl.forms.report_tables.flat import words_before, words_of
from pmr_xl.forms.report_tables.footnotes import Footnotes, bracketed_mark
from pmr_xl.forms.report_tables.published import sheet
from pmr_xl.forms.report_tables.published.shorthand import REVISED, in_words
from pmr_xl.mmr import Head, PrintedCell, PrintedChapter, PrintedRow, PrintedTable, TableKind
from pmr_xl.model.book.places import Range, column_letters

_WIDTHS = {
    "Id": 28.0, "Section": 30.0, "Goal": 32.0, "Indicator": 38.0, "Part of": 20.0, "Critical": 9.0, "Equity": 8.0,
    "Unit": 14.0, "Resource indicator": 44.0, "Unit of appropriation": 44.0,
}  # fmt: skip
_FIGURES, _GOALS, _NOTED = 10.0, 30.0, 16.0
_SAYS = {
    TableKind.INDICATORS: "performance indicators",
    TableKind.RESOURCES: "agency resources",
    TableKind.APPROPRIATIONS: "spending and budget by unit of appropriation",
}


def lay(chapter: PrintedChapter, kind: TableKind, name: str, notes: Footnotes) -> tuple[Page, dict[str, str]]:
    """The sheet, and the defined name of each printed table's rows on it."""
    tables = chapter.of(kind)
    heads = tables[0].heads
    page = Page(name, print=Print(repeat_rows=(sheet.HEADING_ROW, sheet.HEADING_ROW)))
    title = f"{chapter.name}: {_SAYS[kind]}, {chapter.report_name}, {chapter.edition.when_words}"
    said = (
        f"This sheet holds one table of {sum(len(table.rows) for table in tables):,} rows. Its signs in square brackets"
    )
    sheet.lay_opening(page, title, f"{said} are explained on the sheet {sheet.NOTES}.", sheet.back())
    headings = [*words_before(kind), *(head.full for head in heads), sheet.NOTES]
    rows: list[list[sheet.Cell]] = []
    names: dict[str, str] = {}
    for table in tables:
        first = sheet.HEADING_ROW + 1 + len(rows)
        rows += list(_rows(table, notes))
        last = sheet.HEADING_ROW + len(rows)
        names[table.range_name] = f"='{name}'!$A${first}:${column_letters(len(headings))}${last}"
    page.widths = _widths(chapter, kind, headings)
    sheet.lay_table(page, sheet.table_name(chapter.agency, name), headings, rows)
    page.print = replace(
        page.print, **_printed(page, kind, title, Range(1, 1, sheet.HEADING_ROW + len(rows), len(headings)))
    )
    return page, names


def _printed(page: Page, kind: TableKind, title: str, area: Range) -> dict[str, Any]:
    """Indicators are printed two pages wide, ids and the title on both: on the sheet the title would be cut."""
    if kind is not TableKind.INDICATORS:
        return {"area": area._replace(right=last_reached(page, (1, 2), area.right))}
    beside = {"fit_width": 2, "repeat_columns": (1, 1)}
    return {"area": area._replace(top=sheet.HEADING_ROW), "header": running_head(title), **beside}


def _rows(table: PrintedTable, notes: Footnotes) -> Iterator[list[sheet.Cell]]:
    whole = ""
    for row in table.rows:
        whole = whole if row.depth else row.name
        figures = [_figure(cell, head) for cell, head in zip(row.cells, table.heads, strict=True)]
        words: list[sheet.Cell] = [(word, sheet.WORDS) for word in words_of(table, row, whole)]
        yield [*words, *figures, _noted(table, row, notes)]


def _figure(cell: PrintedCell, head: Head) -> sheet.Cell:
    """A number that shows what is printed; else what is printed, in words or shorthand."""
    if cell.measure is not None and isinstance(cell.value, Decimal):
        look = _figure_look(cell.measure.number_format)
        return cell.measure.to_cell(cell.measure.round(cell.value)), look
    return in_words(cell.text), sheet.FIGURE if head.numeric else sheet.AFTER_FIGURES


@cache
def _figure_look(number_format: str) -> Style:
    return replace(sheet.FIGURE, number_format=number_format)


def _noted(table: PrintedTable, row: PrintedRow, notes: Footnotes) -> sheet.Cell:
    """The numbers of a row's notes and the years revised; a link to the first of its notes."""
    revised = [f"{REVISED} {head.label}" for cell, head in zip(row.cells, table.heads, strict=True) if cell.revised]
    numbers = notes.of(row)
    said = " ".join([*map(bracketed_mark, numbers), *revised])
    if not numbers:
        return said, sheet.AFTER_FIGURES
    at = sheet.HEADING_ROW + numbers[0]  # the numbered notes stand first on their sheet
    return Link(f"internal:'{sheet.NOTES}'!A{at}", said, "The note in words"), replace(sheet.LINK, indent=1)


def _widths(chapter: PrintedChapter, kind: TableKind, headings: list[str]) -> dict[int, float]:
    widths = {column: _WIDTHS.get(heading, _FIGURES) for column, heading in enumerate(headings, start=1)}
    before = len(words_before(kind))
    for place, head in enumerate(chapter.of(kind)[0].heads):
        shown = [row.cells[place].display for _, row in chapter.rows(kind)]
        widths[before + place + 1] = (
            width_for(shown, sheet.FIGURE, width_under(head.full, sheet.HEADING, _FIGURES))
            if head.numeric
            else _GOALS
            if kind is TableKind.APPROPRIATIONS
            else 11.0
        )
    return widths | {len(headings): _NOTED}
