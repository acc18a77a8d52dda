"""The Lists sheet: what the drop-downs offer, and what each choice means."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import Page
from pmr_xl.forms.submission_form.list_places import HEADINGS, SIGNS
from pmr_xl.forms.submission_form.live.limits import mends
from pmr_xl.forms.submission_form.periods import restatable_periods
from pmr_xl.forms.submission_form.plan import FIRST_BELOW, HEADINGS_AT, LISTS, Plan
from pmr_xl.forms.submission_form.sheets import looks
from pmr_xl.model.book.places import Range
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Unit
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.reason import NaReason, RestatementReason
from pmr_xl.model.schema.chapter import Chapter

_WIDTHS = (16, 42, 19, 42, 9, 28, 13, 50, 16, 16, 16, 16)
_FOR_PEOPLE = 7  # columns; those behind are for the drop-downs and formulas
_PUBLISHED_WIDTH = 15
_FIGURES = replace(theme.LEFT_HEADING, align="right", indent=1)
_YES = "yes"


_MEANINGS = (2, 4, 6, 9)


def lay(chapter: Chapter, plan: Plan, past: Past, settings: OfficeSettings) -> Page:
    """The Lists sheet."""
    page = looks.new_page(LISTS, "Lists", "What the drop-downs offer. Nothing to fill here.", tab=theme.GREY)
    page.widths = dict(enumerate(_WIDTHS, start=1))
    page.freeze = (FIRST_BELOW, 1)
    page.heights[HEADINGS_AT] = 32
    looks.headings(page, HEADINGS)
    columns: tuple[tuple[str, ...], ...] = (
        tuple(reason.value for reason in NaReason),
        tuple(reason.meaning for reason in NaReason),
        tuple(reason.value for reason in RestatementReason),
        tuple(reason.meaning for reason in RestatementReason),
        tuple(sign.value for sign in SIGNS),
        tuple(SIGNS.values()),
        tuple(period.label for period in restatable_periods(plan.edition)),
        tuple(line.id for line in chapter.lines),
        tuple(line.indicator.measure.number_format for line in chapter.lines),
    )
    for at, values in enumerate(columns, start=1):
        for row, value in enumerate(values, start=FIRST_BELOW):
            page.put(row, at, value, looks.SMALL if at in _MEANINGS else looks.CELL)
    for at in range(len(HEADINGS) - 2, len(HEADINGS) + 1):
        page.put(HEADINGS_AT, at, HEADINGS[at - 1], _FIGURES)
    _limits(page, chapter, plan, past, settings)
    if plan.edition.monthly:
        _published(page, chapter, plan.edition, past)
    page.folded = set(range(_FOR_PEOPLE + 1, max(page.widths) + 1))
    last = FIRST_BELOW + max(map(len, columns[:_FOR_PEOPLE])) - 1
    page.print = replace(page.print, area=Range(1, 1, last, _FOR_PEOPLE))
    fit_rows(page, FIRST_BELOW, FIRST_BELOW + max(map(len, columns)) - 1, least=16)
    return page


def _limits(page: Page, chapter: Chapter, plan: Plan, past: Past, settings: OfficeSettings) -> None:
    """The limits of rule REV-009 on a restated figure, beside each indicator's id; a percentage's in points."""
    for row, line in enumerate(chapter.lines, start=FIRST_BELOW):
        asked = mends("REV-009", settings, plan.due_on, line.agency)
        can = PossibleFigures.by(line.indicator, past) if asked else None
        least, most, whole = (None, None, False) if can is None else (can.least, can.most, can.whole)
        unit, cell = line.indicator.unit, line.indicator.measure.to_cell
        highest = None if most is None else float(most) if unit is Unit.PERCENT else cell(most)
        shown = replace(
            looks.FIGURE, number_format=line.indicator.measure.number_format if unit.is_duration else "General"
        )
        for at, value in enumerate(
            (None if least is None else float(least), highest, _YES if whole else None), start=10
        ):
            page.put(row, at, value, shown)


def _published(page: Page, chapter: Chapter, edition: Edition, past: Past) -> None:
    """What is published of each period that a monthly form lets an agency restate: the sheet Submission shows four."""
    for at, period in enumerate(restatable_periods(edition), start=len(HEADINGS) + 1):
        page.put(HEADINGS_AT, at, period.label, _FIGURES)
        page.widths[at] = _PUBLISHED_WIDTH
        for row, line in enumerate(chapter.lines, start=FIRST_BELOW):
            figure, measure = past.actual(line.id, period), line.indicator.measure
            value = measure.to_cell(figure) if isinstance(figure, Decimal) else figure and figure.value
            page.put(row, at, value, replace(looks.FIGURE, number_format=measure.number_format))
