"""Where the choices stand on the Lists sheet: what formulas, drop-downs and defined names point at."""

from __future__ import annotations

from pmr_xl.forms.submission_form.periods import restatable_periods
from pmr_xl.forms.submission_form.plan import FIRST_BELOW, LISTS, absolute_area
from pmr_xl.model.book.places import Range
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Sign
from pmr_xl.model.reason import NaReason, RestatementReason
from pmr_xl.model.schema.chapter import Chapter

SIGNS = {
    Sign.UP: "Directional target: the figure shall rise.",
    Sign.DOWN: "Directional target: the figure shall fall.",
    Sign.NONE: "No target.",
}
HEADINGS = (
    "Reason for NA", "What it means", "Reason for restatement", "When it applies",
    "Target sign", "What it says", "Year", "Indicator id", "Shown as",
    "Least possible", "Most possible", "Whole number",
)  # fmt: skip


def _column(column: int, rows: int) -> Range:
    return Range(FIRST_BELOW, column, FIRST_BELOW + rows - 1, column)


NA_REASONS = absolute_area(LISTS, _column(1, len(NaReason)))
RESTATEMENT_REASONS = absolute_area(LISTS, _column(3, len(RestatementReason)))
TARGET_SIGNS = absolute_area(LISTS, _column(5, len(SIGNS)))


def years(edition: Edition) -> str:
    """Where the years stand that can be restated."""
    return absolute_area(LISTS, _column(7, len(restatable_periods(edition))))


def ids(chapter: Chapter) -> str:
    """Where the indicator ids stand."""
    return absolute_area(LISTS, _column(8, len(chapter.lines)))


def shown_as(chapter: Chapter) -> str:
    """Where each indicator's number format stands."""
    return absolute_area(LISTS, _column(9, len(chapter.lines)))


def possible(chapter: Chapter) -> tuple[str, str, str]:
    """Where each indicator's least and most possible figures stand, and whether whole things are counted."""
    least, most, whole = (absolute_area(LISTS, _column(at, len(chapter.lines))) for at in (10, 11, 12))
    return least, most, whole


def published_places(chapter: Chapter, edition: Edition) -> str:
    """Where the published figures of a monthly form stand, a row for each indicator and a column for each period."""
    first = len(HEADINGS) + 1
    last = first + len(restatable_periods(edition)) - 1
    return absolute_area(LISTS, Range(FIRST_BELOW, first, FIRST_BELOW + len(chapter.lines) - 1, last))
