"""How a sample was drawn, so that anybody can draw it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import Content, Page, Print
from pmr_xl.forms.paper.reach import last_reached
from pmr_xl.forms.reliability.columns import DRAWN_SHEET
from pmr_xl.forms.reliability.looks import BOLD, FIGURE, HEADING_ROW
from pmr_xl.forms.variance_sheet.cells import WORDS
from pmr_xl.model.book.places import Range
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.reliability.sampling import ReliabilitySample


def drawn_page(sample: ReliabilitySample, day: date) -> Page:
    """The page of a sample: what was asked for, the seed, and of each stratum how many there are and were drawn."""
    page = Page(DRAWN_SHEET, tab=theme.GREY, widths={1: 54.0, 2: 14.0, 3: 14.0}, print=Print(landscape=False))
    page.heights[1] = 25
    page.put(1, 1, f"How sample {sample.code} was drawn", theme.TITLE)
    how = (
        f"Drawn by {sample.who} on {day_in_words(day)}: {sample.asked}.",
        f"Seed {sample.seed}: in each stratum the indicators with the smallest SHA-256 of “seed:id” are drawn.",
        f"pmr reliability sample --seed {sample.seed} draws the same again from the same list.",
    )
    for row, text in enumerate(how, start=2):
        page.put(row, 1, text, theme.SUBTITLE)
    for column, heading in enumerate(("Stratum", "Indicators", "Drawn"), start=1):
        page.put(
            HEADING_ROW,
            column,
            heading,
            theme.LEFT_HEADING if column == 1 else replace(theme.LEFT_HEADING, align="right"),
        )
    row = HEADING_ROW
    for row, one in enumerate(sample.strata, start=HEADING_ROW + 1):
        told: tuple[Content, ...] = (one.name, one.indicators, one.drawn)
        for column, content in enumerate(told, start=1):
            page.put(row, column, content, WORDS if column == 1 else FIGURE)
    total: tuple[Content, ...] = (
        "All",
        sum(one.indicators for one in sample.strata),
        sum(one.drawn for one in sample.strata),
    )
    for column, content in enumerate(total, start=1):
        page.put(row + 1, column, content, replace(BOLD if column == 1 else FIGURE, bold=True, top=theme.NAVY))
    page.freeze = (HEADING_ROW + 1, 1)
    area = Range(1, 1, row + 1, last_reached(page, (1, 2, 3, 4), 3))
    page.print = replace(page.print, repeat_rows=(HEADING_ROW, HEADING_ROW), area=area)
    return page
