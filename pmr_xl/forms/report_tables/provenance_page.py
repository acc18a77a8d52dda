"""The sheet “Provenance” of a chapter's working workbook: where each figure of this edition comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import lines_of
from pmr_xl.forms.paper.pages import Link, Page, Paper, Print, Style
from pmr_xl.model.book.places import Range
from pmr_xl.model.quick.named import NamedTuple

NAME = "Provenance"
HEADING_ROW = 4
_COLUMNS = (  # 204 signs in all: one landscape letter page wide at 7 pt
    ("Indicator id", 22),
    ("Indicator", 26),
    ("Figure of", 9),
    ("Figure", 11),
    ("File", 24),
    ("Cell", 14),
    ("Version", 8),
    ("SHA-256", 14),
    ("Taken in", 15),
    ("Because", 20),
    ("Explanation", 24),
    ("Decision", 17),
)
_CELL = Style(colour=theme.INK, bottom=theme.RULE, valign="top", wrap=True)
_LINE, _MOST_LINES = 13.5, 6


class ProvenanceRow(NamedTuple):
    """One figure and where it comes from, in words, in the order of the sheet's columns."""

    indicator: str
    name: str
    period: str
    figure: str
    file: str
    place: str
    version: str
    sha256: str
    taken: str
    because: str = ""
    explanation: str = ""
    decision: str = ""


def lay(title: str, rows: Sequence[ProvenanceRow]) -> Page:
    """One row a figure, in print order."""
    page = Page(NAME, tab=theme.BLUE, print=Print(repeat_rows=(HEADING_ROW, HEADING_ROW)))
    page.widths = {column: width for column, (_, width) in enumerate(_COLUMNS, start=1)}
    page.heights = {1: 27, 2: 18, 3: 9}
    page.put(1, 1, title, theme.TITLE)
    page.put(2, 1, "The figures of this edition and their targets; “pmr trace ID” tells all of one.", theme.SUBTITLE)
    for column, (heading, _) in enumerate(_COLUMNS, start=1):
        page.put(HEADING_ROW, column, heading, replace(theme.HEADING, align="left"))
    for at, row in enumerate(rows, start=HEADING_ROW + 1):
        for column, word in enumerate(row, start=1):
            page.put(at, column, word or None, _CELL)
        deepest = max(lines_of(word, _CELL, width) for word, (_, width) in zip(row, _COLUMNS, strict=True))
        page.heights[at] = _LINE * min(max(1, deepest), _MOST_LINES) + 4
    page.filter = Range(HEADING_ROW, 1, HEADING_ROW + max(1, len(rows)), len(_COLUMNS))
    page.freeze = (HEADING_ROW + 1, 2)
    return page


def linked(paper: Paper, rows: Sequence[ProvenanceRow]) -> Paper:
    """The workbook whose data sheets lead from an indicator's id to its row on “Provenance”."""
    places: dict[str, int] = {}
    for at, row in enumerate(rows, start=HEADING_ROW + 1):
        places.setdefault(row.indicator, at)
    for page in paper.pages:
        if page.name.endswith(" data"):
            for (at, column), put in list(page.cells.items()):
                if column == 1 and isinstance(put.content, str) and put.content in places:
                    link = Link(f"internal:'{NAME}'!A{places[put.content]}", put.content, "Where its figures come from")
                    page.put(at, column, link, put.style)
    return paper
