"""The chapter's figures as flat tables: one row an indicator, what is printed beside its raw value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.figure_width import width_for
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.missing import MISSING
from pmr_xl.forms.paper.pages import Content, Link, Page, Print, Style
from pmr_xl.forms.report_tables.footnotes import Footnotes, bracketed
from pmr_xl.mmr import LEGEND, PrintedCell, PrintedChapter, PrintedRow, PrintedTable, TableKind
from pmr_xl.model.book.places import Range, column_letters
from pmr_xl.model.measure import Sign

HEADING_ROW = 4
NOT_AVAILABLE, REVISED, NONE = "[x]", "[r]", "[z]"
SHORTHAND = (
    (NOT_AVAILABLE, "The figure is not available."),
    (REVISED, "The figure was revised since it was last published."),
    (NONE, "There is no numeric value: no target was set, or the target is a direction."),
)
NOTES = "Notes"
_ENDING = {"working": "raw", "published": "value"}
_WORDS_BEFORE = {
    TableKind.INDICATORS: ("Id", "Section", "Goal", "Indicator", "Part of", "Critical", "Equity", "Unit"),
    TableKind.RESOURCES: ("Id", "Resource indicator", "Unit"),
    TableKind.APPROPRIATIONS: ("Id", "Unit of appropriation"),
}
_WIDTHS = {
    "Id": 31.0, "Section": 36.0, "Goal": 40.0, "Indicator": 46.0, "Part of": 22.0, "Critical": 8.0, "Equity": 7.0,
    "Unit": 14.0, "Resource indicator": 40.0, "Unit of appropriation": 44.0, "Applicable MMR Goals": 30.0,
    "Applicable PMMR Goals": 30.0, NOTES: 9.0,
}  # fmt: skip
_RAW_WIDTH = 14.0
_WORDS = Style(colour=theme.INK, bottom=theme.RULE, wrap=True, align="left")
_SHOWN = replace(_WORDS, align="right", wrap=False)
_ID = replace(_WORDS, colour=theme.GREY, wrap=False, size=8)
_SMALL = replace(_WORDS, size=8.5)
_LACKING = replace(_SHOWN, fill=theme.PALE_ORANGE, bold=True)
_RAW = replace(_SHOWN, colour=theme.GREY)
_HEAD = replace(theme.HEADING, align="left")


def working(chapter: PrintedChapter, kind: TableKind, name: str, notes: Footnotes) -> Page:
    """A flat table to work with: filters, headings that stay."""
    page, _ = _flat(chapter, kind, name, "working", notes)
    last = max(row for row, _ in page.cells)
    columns = max(column for _, column in page.cells)
    page.filter = Range(HEADING_ROW, 1, last, columns)
    page.freeze = (HEADING_ROW + 1, _WORDS_BEFORE[kind].index(_named(kind)) + 2)
    page.tab = theme.GREY
    return page


def published(chapter: PrintedChapter, kind: TableKind, name: str, notes: Footnotes) -> tuple[Page, dict[str, str]]:
    """A plain table for publication, and the defined name of each printed table's rows."""
    return _flat(chapter, kind, name, "published", notes)


def contents(chapter: PrintedChapter, present: Mapping[TableKind, str], numbered: Footnotes) -> Page:
    """The first page of what is published: what this is, and what is on which sheet."""
    page = Page("Contents", tab=theme.NAVY, widths={1: 34.0, 2: 84.0}, print=Print(landscape=False))
    edition = chapter.edition
    page.put(1, 1, chapter.name, theme.TITLE)
    page.put(2, 1, f"{chapter.report_name}, Fiscal {edition.year}: the chapter's tables.", theme.SUBTITLE)
    page.put(4, 1, "Sheet", _HEAD)
    page.put(4, 2, "What it holds", _HEAD)
    says = {
        TableKind.INDICATORS: "Every performance indicator in the order of the report",
        TableKind.RESOURCES: "Agency resources: spending, revenue, personnel",
        TableKind.APPROPRIATIONS: "Spending and budget by unit of appropriation",
    }
    rows = [(name, f"{says[kind]}: {sum(1 for _ in chapter.rows(kind)):,} rows.") for kind, name in present.items()]
    of_notes = "Numbered notes, signs" if numbered.texts else "Signs"
    for row, (name, text) in enumerate([*rows, (NOTES, f"{of_notes}, shorthand and how figures are stored.")], start=5):
        page.put(row, 1, Link(f"internal:'{name}'!A1", name), replace(_WORDS, colour=theme.BLUE, underline=True))
        page.put(row, 2, text, _WORDS)
    page.heights[1] = 27
    return page


def notes(chapter: PrintedChapter, numbered: Footnotes) -> Page:
    """The last page of what is published: every numbered note, every sign, every shorthand, every convention."""
    page = Page(NOTES, tab=theme.GREY, widths={1: 18.0, 2: 100.0}, print=Print(landscape=False))
    page.put(1, 1, NOTES, theme.TITLE)
    page.put(2, 1, f"How to read the tables of {chapter.name}.", theme.SUBTITLE)
    page.put(4, 1, "Sign", _HEAD)
    page.put(4, 2, "Meaning", _HEAD)
    band = f"{(chapter.trend_band * 100).normalize():f}%"
    conventions = (
        ("value columns", "Numbers only, in the unit of the row; percentages as percentage points, 63.2 for 63.2%."),
        ("clock times", "minutes:seconds and hours:minutes are given in seconds in the value columns."),
        (
            "5-Year Trend",
            f"A straight line through the five printed years: Up or Down where it moves more than {band}.",
        ),
    )
    told = [(bracketed(number), text) for number, text in enumerate(numbered.texts, start=1)]
    rows = [*told, *LEGEND, *SHORTHAND, *conventions]
    for row, (sign, meaning) in enumerate(rows, start=5):
        page.put(row, 1, sign, _WORDS)
        page.put(row, 2, meaning, _WORDS)
    fit_rows(page, 5, 4 + len(rows), least=16)
    page.heights[1] = 27
    return page


def _named(kind: TableKind) -> str:
    return {TableKind.INDICATORS: "Indicator", TableKind.RESOURCES: "Resource indicator"}.get(
        kind, "Unit of appropriation"
    )


def _flat(
    chapter: PrintedChapter, kind: TableKind, name: str, profile: str, notes: Footnotes
) -> tuple[Page, dict[str, str]]:
    tables = chapter.of(kind)
    heads = tables[0].heads
    page = Page(name, print=Print(paper="legal", repeat_rows=(HEADING_ROW, HEADING_ROW)))
    page.put(1, 1, f"{chapter.name}: {name.removesuffix(' data').lower()}", theme.TITLE)
    page.put(2, 1, f"{chapter.report_name}, Fiscal {chapter.edition.year}.", theme.SUBTITLE)
    raw = [head for head in heads if head.numeric]
    noted = [NOTES] if any(notes.of(row) for _, row in chapter.rows(kind)) else []
    printed = [*_WORDS_BEFORE[kind], *(head.full for head in heads), *noted]
    headings = [*printed, *(f"{head.full} {_ENDING[profile]}" for head in raw)]
    for column, heading in enumerate(headings, start=1):
        figures = any(head.numeric and heading.startswith(head.full) for head in heads)
        words = column <= len(_WORDS_BEFORE[kind])
        look = replace(_HEAD, align="right") if figures else _HEAD if words else replace(_HEAD, indent=1)
        page.put(HEADING_ROW, column, heading, look)
        page.widths[column] = _WIDTHS.get(heading, 10.0)
    page.heights |= {1: 27, HEADING_ROW: 45}
    names: dict[str, str] = {}
    at = HEADING_ROW
    for table in tables:
        first = at + 1
        whole = ""
        for row in table.rows:
            at += 1
            whole = whole if row.depth else row.name
            marks = [notes.shorthand(row) for _ in noted]
            _lay_row(page, at, table, row, whole, marks, profile=profile)
        last = column_letters(len(headings))
        names[table.range_name] = f"='{name}'!$A${first}:${last}${at}"
    before = len(_WORDS_BEFORE[kind])
    for place, head in enumerate(heads, start=1):
        if head.numeric:
            shown = [row.cells[place - 1].display for table in tables for row in table.rows]
            shown.append(MISSING if chapter.missing else "")
            page.widths[before + place] = width_for(shown, _SHOWN, page.widths[before + place])
    for column in range(len(printed) + 1, len(headings) + 1):
        page.widths[column] = _RAW_WIDTH
    fit_rows(page, HEADING_ROW + 1, at, least=16)
    # Raw values are for machines: on paper the printed figures are enough.
    page.print = replace(page.print, area=Range(1, 1, at, len(printed)))
    return page, names


def _lay_row(
    page: Page, at: int, table: PrintedTable, row: PrintedRow, whole: str, marks: list[str], *, profile: str
) -> None:
    unit = "" if row.cells[0].measure is None else row.cells[0].measure.unit.words
    words: tuple[str, ...] = (row.id, row.name)
    if table.kind is TableKind.INDICATORS:
        section = f"{table.section} {table.section_text}".strip()
        goal = f"{table.title} {table.title_text}".strip() or (
            table.first_head if table.first_head != "Performance Indicators" else ""
        )
        yes = {True: "Yes", False: "No"}
        parent = row.line.parent.name if row.line is not None and row.line.parent is not None else whole
        part_of = parent if row.depth else ""
        words = (row.id, section, goal, row.name, part_of, yes[row.critical], yes[row.equity], unit)
    elif table.kind is TableKind.RESOURCES:
        words = (row.id, row.name, unit)
    looks = {"Id": _ID, "Section": _SMALL, "Goal": _SMALL}
    column = 0
    for column, word in enumerate(words, start=1):
        page.put(at, column, word, looks.get(_WORDS_BEFORE[table.kind][column - 1], _WORDS))
    for cell in row.cells:
        column += 1
        text = f"{cell.display} {REVISED}" if cell.revised and profile == "published" else cell.display
        if cell.missing and profile == "working":
            page.put(at, column, MISSING, _LACKING)
        else:
            page.put(at, column, text, _SHOWN if cell.measure is not None else replace(_WORDS, indent=1))
    for mark in marks:
        column += 1
        page.put(at, column, mark or None, replace(_WORDS, indent=1))
    for cell, head in zip(row.cells, table.heads, strict=True):
        if head.numeric:
            column += 1
            page.put(at, column, _raw(cell, profile), _RAW)


def _raw(cell: PrintedCell, profile: str) -> Content:
    if isinstance(cell.value, Decimal):
        return float(cell.value)
    if profile == "working":
        return None
    return NOT_AVAILABLE if cell.value in (Sign.NOT_AVAILABLE, None) else NONE
