"""How the form's cells look, and the small things every sheet of it repeats."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import Content, Page, Paint, Print, Style
from pmr_xl.forms.paper.running_titles import running_foot
from pmr_xl.forms.submission_form.plan import COMPLETE, EXPLAIN, FIX, HEADINGS_AT, TO_DO
from pmr_xl.model.book.places import Range, a1

MID_HEADING = theme.HEADING
# Filter arrows sit at the bottom of a table's headings, so the words keep to the top.
TABLE_FIRST = replace(theme.LEFT_HEADING, valign="top")
TABLE_LEFT = replace(TABLE_FIRST, indent=1)
TABLE_MID = replace(MID_HEADING, valign="top")
TABLE_RIGHT = replace(TABLE_LEFT, align="right", indent=1)
CELL = replace(theme.FIXED, wrap=True)
QUIET = replace(theme.QUIET, wrap=True)
STRONG = replace(CELL, bold=True)
FIGURE = replace(theme.FIXED, align="right", indent=1)
PADDED = replace(CELL, indent=1)
# What is typed may be longer than its row is high: then its beginning is to be seen. Rows do not grow by themselves:
# Excel would fit them to what stands there while somebody types, and cut the longer hint that the figure then brings.
OPEN = replace(theme.INPUT, wrap=True, align="left", indent=1, valign="top")
OPEN_FIGURE = replace(theme.INPUT, align="right", indent=1)
ID = replace(QUIET, size=8)
SMALL = replace(QUIET, size=9)
CENTRE = replace(theme.FIXED, align="center")

STATUS_LOOKS = {
    FIX: Style(colour=theme.RED_BROWN, fill=theme.PALE_ORANGE, bold=True),
    EXPLAIN: Style(colour=theme.ORANGE, fill=theme.PALE_YELLOW, bold=True),
    TO_DO: Style(colour=theme.GREY),
    COMPLETE: Style(colour=theme.BLUE, fill=theme.PALE_BLUE, bold=True),
}
STATUS_MEANINGS = {
    FIX: "Something cannot be read, is impossible, or NA has no reason. What to do, beside it, says what is wrong.",
    EXPLAIN: "The figure is unusual for this indicator. Say what changed, by how much and why.",
    TO_DO: "Nothing is entered yet, or the proposed target is missing.",
    COMPLETE: "Nothing more is asked.",
}
MONTHLY_MEANINGS = STATUS_MEANINGS | {
    TO_DO: "Nothing is entered yet, or the year to date, which cannot be worked out here, is missing.",
}


def paint_statuses(page: Page, area: Range) -> None:
    """Colour the cells of ``area`` by the status word in them."""
    first = a1(area.top, area.left)
    page.paints.extend(Paint(area, f'{first}="{status}"', look, stop=True) for status, look in STATUS_LOOKS.items())


def new_page(name: str, title: str, below: str, *, tab: str = "", landscape: bool = True) -> Page:
    """A page with its title in A1 and a quiet line beneath, protected, printing to one page in width."""
    page = Page(name, protected=True, tab=tab)
    page.print = Print(landscape=landscape, footer=running_foot(title))
    page.put(1, 1, title, theme.TITLE)
    page.put(2, 1, below, theme.SUBTITLE)
    page.heights |= {1: 25, 2: 16, 3: 5, 4: 5, 5: 5}
    return page


def beside_folded(page: Page, third: Content = None) -> None:
    """Put the title and what stands below it into the second column too: the first is laid folded.

    ``third`` is a third line.
    """
    page.put(1, 2, page.cells[1, 1].content, theme.TITLE)
    page.put(2, 2, page.cells[2, 1].content, theme.SUBTITLE)
    page.put(3, 2, third, theme.SUBTITLE)


def headings(page: Page, names: tuple[str, ...], style: Style = theme.LEFT_HEADING) -> None:
    """The row of headings, left-aligned."""
    for column, name in enumerate(names, start=1):
        page.put(HEADINGS_AT, column, name, style)


def with_top(style: Style, *, heavy: bool) -> Style:
    """The style, with the strong line that starts a new goal."""
    return _heavy(style) if heavy else style


@lru_cache(maxsize=256)
def _heavy(style: Style) -> Style:
    return replace(style, top=theme.NAVY, heavy_top=True)


def with_repeated_row(how: Print, row: int) -> Print:
    """The same, with a row of headings on every page."""
    return replace(how, repeat_rows=(row, row))


def in_portrait(how: Print) -> Print:
    """The same, in portrait."""
    return replace(how, landscape=False)
