"""A plain list as a page: title, what it says in one line, and a row of words for each thing listed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import row_height
from pmr_xl.forms.paper.pages import Page, Print, Style
from pmr_xl.model.book.places import Range

HEADING_ROW = 5
_CELL = Style(colour=theme.INK, bottom=theme.RULE, wrap=True)
_OPEN = replace(theme.INPUT, wrap=True)


def list_page(
    name: str,
    title: str,
    said: str,
    about: str,
    columns: Sequence[tuple[str, float]],
    rows: Sequence[Sequence[str | int]],
    *,
    bold: int = 0,
    to_fill: Collection[int] = (),
) -> Page:
    """Lay out a list.

    Args:
        said: the one sentence that says what it comes to; ``about``: what it is made of.
        columns: heading and width in characters of each.
        rows: as many words or numbers a row as there are columns; numbers stand on the right.
        bold: the number of the column that matters most, from 1; ``to_fill``: those that are filled in by hand.
    """
    page = Page(name, tab=theme.BLUE, print=Print(repeat_rows=(HEADING_ROW, HEADING_ROW)))
    page.widths = {column: width for column, (_, width) in enumerate(columns, start=1)}
    page.heights = {1: 27, 2: 18, 3: 15, 4: 9, HEADING_ROW: 18}
    page.put(1, 1, title, theme.TITLE)
    page.put(2, 1, said, replace(theme.PLAIN, bold=True, size=12))
    page.put(3, 1, about, theme.SUBTITLE)
    counts = {column for row in rows for column, word in enumerate(row, start=1) if isinstance(word, int)}
    for column, (heading, _) in enumerate(columns, start=1):
        page.put(HEADING_ROW, column, heading, replace(theme.HEADING, align="right" if column in counts else "left"))
    for row, words in enumerate(rows, start=HEADING_ROW + 1):
        for column, word in enumerate(words, start=1):
            look = _OPEN if column in to_fill else replace(_CELL, bold=column == bold)
            look = replace(look, align="right") if column in counts else look
            page.put(row, column, word, look)
        page.heights[row] = row_height([str(word) for word in words], [width for _, width in columns])
    if rows:
        page.filter = Range(HEADING_ROW, 1, HEADING_ROW + len(rows), len(columns))
    page.freeze = (HEADING_ROW + 1, 1)
    return page
