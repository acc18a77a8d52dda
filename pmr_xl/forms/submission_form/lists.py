"""The Lists sheet: what the drop-downs offer, and what each choice means."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.forms import theme
from pmr_xl.forms.fitting import fit_rows
from pmr_xl.forms.paper import Page
from pmr_xl.forms.submission_form import looks
from pmr_xl.forms.submission_form.plan import FIRST_ROW, HEADING_ROW, LISTS, fixed
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.indicator import Chapter
from pmr_xl.model.measure import Sign
from pmr_xl.model.places import Range
from pmr_xl.model.reason import NaReason, RestatementReason

_SIGNS = {
    Sign.UP: "Directional target: the figure shall rise.",
    Sign.DOWN: "Directional target: the figure shall fall.",
    Sign.NONE: "No target.",
}
_HEADINGS = (
    "Reason for NA", "What it means", "Reason for restatement", "When it applies",
    "Target sign", "What it says", "Year", "Indicator id", "Shown as",
)  # fmt: skip
_WIDTHS = (17, 54, 23, 50, 13, 38, 14, 50, 16)


_MEANINGS = (2, 4, 6, 9)


def _column(column: int, rows: int) -> Range:
    return Range(FIRST_ROW, column, FIRST_ROW + rows - 1, column)


NA_REASONS = fixed(LISTS, _column(1, len(NaReason)))
RESTATEMENT_REASONS = fixed(LISTS, _column(3, len(RestatementReason)))
TARGET_SIGNS = fixed(LISTS, _column(5, len(_SIGNS)))


def years(edition: Edition) -> str:
    """Where the years stand that can be restated."""
    return fixed(LISTS, _column(7, len(edition.history)))


def ids(chapter: Chapter) -> str:
    """Where the indicator ids stand."""
    return fixed(LISTS, _column(8, len(chapter.lines)))


def shown_as(chapter: Chapter) -> str:
    """Where each indicator's number format stands."""
    return fixed(LISTS, _column(9, len(chapter.lines)))


def lay(chapter: Chapter, edition: Edition) -> Page:
    """The Lists sheet."""
    page = looks.new_page(LISTS, "Lists", "What the drop-downs offer. Nothing to fill here.", tab=theme.GREY)
    page.widths = dict(enumerate(_WIDTHS, start=1))
    page.freeze = (FIRST_ROW, 1)
    page.heights[HEADING_ROW] = 20
    looks.headings(page, _HEADINGS)
    columns: tuple[tuple[str, ...], ...] = (
        tuple(reason.value for reason in NaReason),
        tuple(reason.meaning for reason in NaReason),
        tuple(reason.value for reason in RestatementReason),
        tuple(reason.meaning for reason in RestatementReason),
        tuple(sign.value for sign in _SIGNS),
        tuple(_SIGNS.values()),
        tuple(period.label for period in edition.history),
        tuple(line.id for line in chapter.lines),
        tuple(line.indicator.measure.number_format for line in chapter.lines),
    )
    for at, values in enumerate(columns, start=1):
        for row, value in enumerate(values, start=FIRST_ROW):
            page.put(row, at, value, looks.SMALL if at in _MEANINGS else looks.CELL)
    # The ids are for the drop-downs; on paper they would only fill pages.
    page.print = replace(page.print, area=Range(1, 1, FIRST_ROW + max(map(len, columns[:7])) - 1, 7))
    fit_rows(page, FIRST_ROW, FIRST_ROW + max(map(len, columns)) - 1, least=16)
    return page
