"""The chapter's figures as flat tables to work with: one row an indicator, what is printed beside its raw value."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.figure_width import width_for, width_under
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.missing import MISSING
from pmr_xl.forms.paper.pages import ID, NAME, Page, Print, Put, Style
from pmr_xl.forms.paper.running_titles import running_head
from pmr_xl.forms.report_tables.footnotes import Footnotes
from pmr_xl.mmr import PrintedChapter, PrintedRow, PrintedTable, TableKind
from pmr_xl.mmr.heads import INDICATORS
from pmr_xl.mmr.printed import CHANGED
from pmr_xl.model.book.places import Range

HEADING_ROW = 4
NOTES = "Notes"
_WORDS_BEFORE = {
    TableKind.INDICATORS: ("Id", "Section", "Goal", "Indicator", "Part of", "Critical", "Equity", "Unit"),
    TableKind.RESOURCES: ("Id", "Resource indicator", "Unit"),
    TableKind.APPROPRIATIONS: ("Id", "Unit of appropriation"),
}
_WIDTHS = {
    "Id": 34.5, "Section": 26.0, "Goal": 30.0, "Indicator": 40.0, "Part of": 20.0, "Critical": 8.0, "Equity": 7.0,
    "Unit": 14.0, "Resource indicator": 40.0, "Unit of appropriation": 44.0, "Applicable MMR Goals": 30.0,
    "Applicable PMMR Goals": 30.0, NOTES: 9.0,
}  # fmt: skip
_NO_GOALS = {"Section": 31.0, "Goal": 7.5, "Indicator": 57.0}  # as in a month across agencies: most names get one line
_RAW_WIDTH = 14.0
_MARGINS = (0.3, 0.3, 0.55, 0.55)
_YES = {True: "Yes", False: "No"}
_WORDS = Style(colour=theme.INK, bottom=theme.RULE, wrap=True, align="left")
_SHOWN = replace(_WORDS, align="right", wrap=False)
_ID = replace(_WORDS, colour=theme.GREY, wrap=False, size=8)
_ON_ONE_PAGE = replace(_ID, size=9)  # printed smaller than what stands on two
_SMALL = replace(_WORDS, size=8.5)
_LACKING = replace(_SHOWN, fill=theme.PALE_ORANGE, bold=True)
_MISSING = Put(MISSING, _LACKING)
_CHANGED: dict[str, Any] = {"fill": theme.PALE_YELLOW, "bold": True}
_RAW = replace(_SHOWN, colour=theme.GREY)
_FIGURES_HEAD, _WORDS_HEAD = replace(theme.LEFT_HEADING, align="right"), replace(theme.LEFT_HEADING, indent=1)
_AFTER_FIGURES = replace(_WORDS, indent=1)
_LOOKS = {
    kind: [
        {
            "Id": _ID if kind is TableKind.INDICATORS else _ON_ONE_PAGE,
            "Section": _SMALL,
            "Goal": _SMALL,
        }.get(heading, _WORDS)
        for heading in headings
    ]
    for kind, headings in _WORDS_BEFORE.items()
}
_NOTHING, _NO_RAW = Put(None, _AFTER_FIGURES), Put(None, _RAW)


def working_page(chapter: PrintedChapter, kind: TableKind, name: str, notes: Footnotes) -> Page:
    """A flat table to work with: filters, headings that stay."""
    page = _flat(chapter, kind, name, notes)
    last = max(row for row, _ in page.cells)
    columns = max(column for _, column in page.cells)
    page.filter = Range(HEADING_ROW, 1, last, columns)
    page.freeze = (HEADING_ROW + 1, _WORDS_BEFORE[kind].index(_named(kind)) + 2)
    page.tab = theme.GREY
    return page


def words_before(kind: TableKind) -> tuple[str, ...]:
    """The headings that stand before a table's figures: id, place in the report, name, unit."""
    return _WORDS_BEFORE[kind]


def words_of(table: PrintedTable, row: PrintedRow, whole: str) -> tuple[str, ...]:
    """A row's words under :func:`words_before`.

    Args:
        whole: the name of the last row that is part of no other.
    """
    unit = "" if row.cells[0].measure is None else row.cells[0].measure.unit.words
    if table.kind is TableKind.APPROPRIATIONS:
        return row.id, row.name
    if table.kind is TableKind.RESOURCES:
        return row.id, row.name, unit
    section = f"{table.section} {table.section_text}".strip()
    parent = row.line.parent.name if row.line is not None and row.line.parent is not None else whole
    part_of = parent if row.depth else ""
    return row.id, section, _goal(table), row.name, part_of, _YES[row.critical], _YES[row.equity], unit


def _goal(table: PrintedTable) -> str:
    named = table.first_head if table.first_head != INDICATORS else ""
    return f"{table.title} {table.title_text}".strip() or named


def _named(kind: TableKind) -> str:
    return {TableKind.INDICATORS: "Indicator", TableKind.RESOURCES: "Resource indicator"}.get(
        kind, "Unit of appropriation"
    )


def _flat(chapter: PrintedChapter, kind: TableKind, name: str, notes: Footnotes) -> Page:
    tables = chapter.of(kind)
    heads = tables[0].heads
    page = Page(name, print=Print(repeat_rows=(HEADING_ROW, HEADING_ROW), margins=_MARGINS))
    title = f"{chapter.name}: {name.removesuffix(' data').lower()}"
    page.put(1, 1, title, theme.TITLE)
    page.put(2, 1, f"{chapter.report_name}, {chapter.edition.when_words}.", theme.SUBTITLE)
    raw = [head for head in heads if head.numeric]
    noted = [NOTES] if any(notes.of(row) for _, row in chapter.rows(kind)) else []
    printed = [*_WORDS_BEFORE[kind], *(head.full for head in heads), *noted]
    headings = [*printed, *(f"{head.full} raw" for head in raw)]
    of_figures = tuple(head.full for head in raw)
    widths = _WIDTHS if any(map(_goal, tables)) else _WIDTHS | _NO_GOALS
    for column, heading in enumerate(headings, start=1):
        figures = heading.startswith(of_figures)
        words = column <= len(_WORDS_BEFORE[kind])
        look = _FIGURES_HEAD if figures else theme.LEFT_HEADING if words else _WORDS_HEAD
        page.put(HEADING_ROW, column, heading, look)
        page.widths[column] = widths.get(heading, 10.0)
    page.heights |= {1: 27}
    at, laid = HEADING_ROW, dict[int, list[Put]]()
    for table in tables:
        whole = ""
        for row in table.rows:
            at += 1
            whole = whole if row.depth else row.name
            marks = [notes.shorthand(row) for _ in noted]
            laid[at] = _lay_row(page, at, table, row, whole, marks)
    before, missing = len(_WORDS_BEFORE[kind]), chapter.missing_count
    for place, head in enumerate(heads, start=1):
        if head.numeric:
            shown = [str(puts[before + place - 1].content) for puts in laid.values()]
            shown.append(MISSING if missing else "")
            least = width_under(head.full, _FIGURES_HEAD, page.widths[before + place])
            page.widths[before + place] = width_for(shown, _SHOWN, least)
    for column in range(len(printed) + 1, len(headings) + 1):
        page.widths[column] = _RAW_WIDTH
    fit_rows(page, HEADING_ROW, HEADING_ROW, least=30)
    fit_rows(page, HEADING_ROW + 1, at, least=16, laid=laid)
    # Raw values are for machines: on paper the printed figures are enough.
    page.print = replace(page.print, area=Range(1, 1, at, len(printed)))
    if kind is TableKind.INDICATORS:  # words on one page, figures on the one beside it: else its type is too small
        # Above both stands the title: on the sheet it would be cut off by the second one.
        page.print = replace(
            page.print,
            fit_width=2,
            repeat_columns=(1, 1),
            area=Range(HEADING_ROW, 1, at, len(printed)),
            header=running_head(f"{title} · {chapter.edition.when_words}"),
        )
    return page


def _lay_row(page: Page, at: int, table: PrintedTable, row: PrintedRow, whole: str, marks: list[str]) -> list[Put]:
    """Lay a row; its cells from the first column on."""
    looks, keys, name = _LOOKS[table.kind], page.keys, _WORDS_BEFORE[table.kind].index(_named(table.kind))
    new = tuple.__new__  # a third of the cost of calling Put
    puts: list[Put] = [new(Put, both) for both in zip(words_of(table, row, whole), looks, strict=True)]
    if row.changed:
        puts[name] = Put(f"{CHANGED}{puts[name].content}", replace(looks[name], **_CHANGED))
    keys[at, 1], keys[at, name + 1] = (row.id, ID), (row.id, NAME)
    raw = list[Put]()
    for column, (cell, head) in enumerate(zip(row.cells, table.heads, strict=True), start=len(puts) + 1):
        keys[at, column] = row.id, head.key
        look = _SHOWN if head.numeric else _AFTER_FIGURES
        if cell.missing:
            puts.append(_MISSING)
        else:
            puts.append(new(Put, (cell.display, replace(look, **_CHANGED) if cell.changed else look)))
        if head.numeric:
            value = cell.value
            raw.append(new(Put, (float(value), _RAW)) if isinstance(value, Decimal) else _NO_RAW)
    puts += [Put(mark, _AFTER_FIGURES) if mark else _NOTHING for mark in marks]
    puts += raw
    page.put_row(at, 1, puts)
    return puts
