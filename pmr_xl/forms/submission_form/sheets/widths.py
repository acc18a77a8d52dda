"""How wide the Submission sheet's columns are: all that is not collapsed fits on a laptop's screen and on one page.

Columns of figures are as wide as their widest figure, for Excel shows a number that does not fit as ####; the columns
of words share the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmr_xl.forms.paper.figure_width import width_for
from pmr_xl.forms.paper.pages import Style
from pmr_xl.forms.submission_form.plan import Plan, collapsed_columns, columns
from pmr_xl.model.entry import Ask, Column, measure_of
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter

SCREEN = 1_316  # pixels that Excel leaves for cells of a laptop's 1,366, at 100%
_PIXELS, _EDGES = 7, 5  # of a character; of a column besides
_FIXED = {Ask.ID: 16, Ask.UNIT: 8, Ask.DIRECTION: 5, Ask.STATUS: 11, Ask.REASON: 9}
_FIGURES = {Ask.ACTUAL: 10, Ask.TO_DATE: 10, Ask.TARGET: 8.5, Ask.NEXT_TARGET: 8.8}
_PAST = 8.5
# Columns of words, with the least they need and what share of the room left over they get.
_WORDS = {Ask.GOAL: (10, 0.12), Ask.INDICATOR: (26, 0.28), Ask.HINT: (22, 0.3), Ask.EXPLANATION: (18, 0.3)}
_SHORT = 8  # characters that they give up together where the figures are very wide
_RECENT = 4  # published figures that this period's will be about as wide as
_STYLE, _IDS = Style(size=9.5), Style(size=8)
_INDENT = 1.4  # characters: a figure keeps off the line at its right


def of(chapter: Chapter, past: Past, plan: Plan) -> dict[int, float]:
    """Width in characters of each column."""
    asked = columns(plan.edition)
    widths = {column.key: _width(column, chapter, past) for column in asked}
    closed = collapsed_columns(plan.edition)
    seen = [column.key for column in asked if column.key not in closed]
    used = sum(int(widths[key] * _PIXELS + _EDGES) for key in seen)
    spare = max((SCREEN - used - len(_WORDS)) / _PIXELS, -_SHORT)
    for key, (least, share) in _WORDS.items():
        widths[key] = int((least + spare * share) * 5) / 5
    return {at: widths[column.key] for at, column in enumerate(asked, start=1)}


def _width(column: Column, chapter: Chapter, past: Past) -> float:
    if column.key in _WORDS:
        return _WORDS[column.key][0]
    if column.key == Ask.ID:
        return width_for((line.id for line in chapter.lines), _IDS, _FIXED[Ask.ID])
    if column.period is None:
        return _FIXED[column.key]
    least = _FIGURES.get(column.key, _PAST)
    return width_for(_shown(column, column.period, chapter, past), _STYLE, least - _INDENT) + _INDENT


def _shown(column: Column, period: Period, chapter: Chapter, past: Past) -> Iterator[str]:
    """The figures a column shows or will probably show, as printed."""
    target = column.key in (Ask.TARGET, Ask.NEXT_TARGET)
    for line in chapter.lines:
        measure = measure_of(column, line)
        figures: Iterable[Figure | None] = [past.target(line.id, period) if target else past.actual(line.id, period)]
        if column.open and not target:
            figures = list(past.actuals.get(line.id, {}).values())[-_RECENT:]
        if measure is not None:
            yield from (measure.show(figure) for figure in figures if figure is not None)
