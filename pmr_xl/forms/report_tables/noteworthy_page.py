"""The sheet “Noteworthy changes” of a chapter's workbook: each change with its sentence and what it is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import lines_of
from pmr_xl.forms.paper.pages import Page, Print, Style
from pmr_xl.forms.report_tables.published import sheet
from pmr_xl.mmr import PrintedChapter
from pmr_xl.mmr.noteworthy import Noteworthy
from pmr_xl.model.book.places import Range

NAME = "Noteworthy changes"
HEADING_ROW = 4
_COLUMNS = (
    ("What", 10),
    ("Sentence", 66),
    ("Reason", 46),
    ("Year", 8),
    ("Published", 14),
    ("New", 14),
    ("Indicator id", 36),
)
_RIGHT = frozenset(("Published", "New"))
_CELL = Style(colour=theme.INK, bottom=theme.RULE, wrap=True)
_LINE = 13.5


def lay(title: str, changes: Sequence[Noteworthy]) -> Page:
    """One row a change, in the order in which the report lists them."""
    page = Page(NAME, tab=theme.BLUE, print=Print(repeat_rows=(HEADING_ROW, HEADING_ROW)))
    page.widths = {column: width for column, (_, width) in enumerate(_COLUMNS, start=1)}
    page.heights = {1: 27, 2: 18, 3: 9}
    page.put(1, 1, title, theme.TITLE)
    note = "Against the report before. The sentences are drafts: read them before they are printed."
    page.put(2, 1, note, theme.SUBTITLE)
    for column, (heading, _) in enumerate(_COLUMNS, start=1):
        page.put(HEADING_ROW, column, heading, _aligned(theme.HEADING, heading))
    for row, one in enumerate(changes, start=HEADING_ROW + 1):
        words = _words(one)
        for column, (word, (heading, _)) in enumerate(zip(words, _COLUMNS, strict=True), start=1):
            page.put(row, column, word or None, _aligned(_CELL, heading))
        deepest = max(lines_of(word, _CELL, width) for word, (_, width) in zip(words, _COLUMNS, strict=True))
        page.heights[row] = _LINE * max(1, deepest) + 4
    page.filter = Range(HEADING_ROW, 1, HEADING_ROW + len(changes), len(_COLUMNS))
    page.freeze = (HEADING_ROW + 1, 1)
    return page


def published_page(chapter: PrintedChapter, changes: Sequence[Noteworthy]) -> Page:
    """The same for publication: one tagged table, nothing filtered, nothing frozen."""
    page = Page(NAME, print=Print(repeat_rows=(sheet.HEADING_ROW, sheet.HEADING_ROW)))
    page.widths = {column: width for column, (_, width) in enumerate(_COLUMNS, start=1)}
    said = f"This sheet holds one table: what {chapter.edition.when_words} says otherwise than the report before."
    sheet.lay_opening(page, f"{chapter.name}: noteworthy changes", said, sheet.back())
    rows = [
        [(word, _published_look(heading)) for word, (heading, _) in zip(told, _COLUMNS, strict=True)]
        for told in map(_words, changes)
    ]
    sheet.lay_table(page, sheet.table_name(chapter.agency, NAME), [heading for heading, _ in _COLUMNS], rows)
    return page


def _published_look(heading: str) -> Style:
    if heading in _RIGHT:
        return sheet.FIGURE
    return sheet.AFTER_FIGURES if heading == _COLUMNS[-1][0] else sheet.WORDS


def _words(one: Noteworthy) -> tuple[str, ...]:
    year = "" if one.period is None else one.period.label
    return one.kind.value, one.sentence, one.reason, year, one.old, one.new, one.indicator


def _aligned(style: Style, heading: str) -> Style:
    """Figures to the right; words to the left, set off from the figures before them."""
    if heading in _RIGHT:
        return replace(style, align="right")
    return replace(style, align="left", indent=0 if heading in (_COLUMNS[0][0], _COLUMNS[1][0]) else 1)
