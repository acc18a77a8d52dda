"""What every sheet of a published workbook has: a title, what it holds, ways on, and one tagged table.

The order and the words follow the public checklist of the UK Government's Analysis Function for accessible
spreadsheets: what a screen reader says first is the title, then how many tables there are, then where the notes are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import HEADING_1, Content, Link, Page, Style
from pmr_xl.forms.report_tables.published.shorthand import NOT_APPLICABLE
from pmr_xl.model.book.places import Range
from pmr_xl.model.quick.pattern import pattern

HEADING_ROW = 4
CONTENTS, NOTES = "Contents", "Notes"
WORDS = Style(size=11, colour=theme.INK, bottom=theme.RULE, wrap=True, align="left")
AFTER_FIGURES = replace(WORDS, indent=1)  # words beside a figure's right edge
FIGURE = replace(WORDS, align="right", wrap=False)
LINK = replace(WORDS, colour=theme.BLUE, underline=True)
_TITLE = replace(theme.TITLE, named=HEADING_1)
_SAID = Style(size=11, colour=theme.INK)
_LINK = replace(_SAID, colour=theme.BLUE, underline=True)
HEADING = replace(theme.HEADING, size=11, align="left", valign="bottom")
_NO_NAME = pattern(r"[^A-Za-z0-9_]+")


Cell: TypeAlias = tuple[Content, Style]


def lay_opening(page: Page, title: str, said: str, way: Link | str) -> Page:
    """The first three rows of a sheet: its title, what it holds, and a link (or a sentence) that leads on."""
    page.put(1, 1, title, _TITLE)
    page.put(2, 1, said, _SAID)
    page.put(3, 1, way, _LINK if isinstance(way, Link) else _SAID)
    page.heights |= {1: 27, 2: 16, 3: 16}
    return page


def back(name: str = CONTENTS, said: str = "Back to the contents") -> Link:
    """A link to a sheet of the same workbook, in words that say where it leads."""
    return Link(f"internal:'{name}'!A1", said)


def table_name(agency: str, sheet: str) -> str:
    """A table's name: unique in the workbook, and none of the names that its printed tables have."""
    return _NO_NAME.sub("_", f"table_{agency}_{sheet}")


def lay_table(page: Page, name: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Lay the sheet's one table below the heading row and tag it; an empty cell becomes ``[z]``, for it says something.

    Args:
        name: the table's, by :func:`table_name`.
        headings: one text a column, each once.
        rows: content and look of each cell; at least one row.
    """
    for column, heading in enumerate(headings, start=1):
        look = rows[0][column - 1][1]
        page.put(HEADING_ROW, column, heading, replace(HEADING, align=look.align, indent=look.indent))
    for at, row in enumerate(rows, start=HEADING_ROW + 1):
        for column, (content, look) in enumerate(row, start=1):
            page.put(at, column, NOT_APPLICABLE if content in (None, "") else content, look)
    last = HEADING_ROW + len(rows)
    page.table = (name, Range(HEADING_ROW, 1, last, len(headings)))
    page.table_filters = False
    fit_rows(page, HEADING_ROW, last, least=16)
