"""The first page of a month across agencies: how each of them stands, in numbers."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import Page, Print, Style
from pmr_xl.mmr import PrintedChapter
from pmr_xl.mmr.overview import SHOWN, AtAGlance
from pmr_xl.model.display.plural import plural

NAME = "At a glance"
_HEADING_ROW = 4
_WORDS = Style(colour=theme.INK, bottom=theme.RULE, align="left")
_NUMBER = replace(_WORDS, align="right")
_NONE = replace(_NUMBER, colour=theme.GREY)
_TOTAL = {"bold": True, "fill": theme.PALE_GREY}
_WIDTHS = (9.0, 40.0, 11.0, *(11.5 for _ in SHOWN))


def lay(overview: PrintedChapter, agencies: tuple[AtAGlance, ...]) -> Page:
    """A row an agency and a sum; a zero stands back."""
    page = Page(NAME, tab=theme.NAVY, print=Print(repeat_rows=(_HEADING_ROW, _HEADING_ROW)))
    page.widths = dict(enumerate(_WIDTHS, start=1))
    page.heights = {1: 30.0, 2: 18.0, _HEADING_ROW: 43.0}
    page.put(1, 1, f"{overview.name}: {overview.edition.when_words} at a glance", theme.TITLE)
    against = overview.edition.last_year.words
    page.put(2, 1, f"{overview.report_name}: indicators by how they stand against {against}.", theme.SUBTITLE)
    headings = ("Agency", "Name", "Indicators", *map(str, SHOWN))
    for column, heading in enumerate(headings, start=1):
        look = replace(theme.HEADING, align="left" if column < 3 else "right", wrap=True)  # noqa: PLR2004 - two of words
        page.put(_HEADING_ROW, column, heading, look)
    at = _HEADING_ROW
    for at, one in enumerate(agencies, start=_HEADING_ROW + 1):
        _row(page, at, (one.agency, one.name), (one.indicators, *one.standing))
    sums = (sum(one.indicators for one in agencies), *map(sum, zip(*(one.standing for one in agencies), strict=True)))
    _row(page, at + 1, ("All", f"{len(agencies)} {plural(len(agencies), 'agency')}"), sums, total=True)
    page.freeze = (_HEADING_ROW + 1, 3)
    return page


def _row(page: Page, at: int, words: tuple[str, ...], numbers: tuple[int, ...], *, total: bool = False) -> None:
    more = _TOTAL if total else {}
    for column, word in enumerate(words, start=1):
        page.put(at, column, word, replace(_WORDS, **more))  # type: ignore[arg-type]  # bold and fill
    for column, number in enumerate(numbers, start=len(words) + 1):
        page.put(at, column, float(number), replace(_NUMBER if number else _NONE, number_format="#,##0", **more))  # type: ignore[arg-type]  # as above
    page.heights[at] = 16.0
