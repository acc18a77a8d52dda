"""The sheet Breakdowns laid out: pre-filled rows, one figure each, with the last figure beside it and a live status."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import ConditionalRule, Formula, Page, Paint, Style
from pmr_xl.forms.submission_form.by_member.plan import (
    BREAKDOWNS,
    FIRST_ROW,
    HEADING_ROW,
    Cols,
    MemberRow,
    columns,
    rows,
)
from pmr_xl.forms.submission_form.by_member.status import row_status
from pmr_xl.forms.submission_form.plan import COMPLETE, EXPLAIN, Plan
from pmr_xl.forms.submission_form.sheets import looks
from pmr_xl.model.book.places import Range, a1
from pmr_xl.model.breakdowns.entry import MembersKnown
from pmr_xl.model.measure import Measure
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.schema.chapter import Chapter

TABLE = "PMR_Breakdowns"
_WIDTHS = {
    Cols.ID: 14, Cols.INDICATOR: 46, Cols.BREAKDOWN: 17, Cols.CODE: 7, Cols.MEMBER: 19, Cols.PERIOD: 10,
    Cols.LAST: 11, Cols.FIGURE: 12, Cols.STATUS: 12, Cols.EXPLANATION: 38,
}  # fmt: skip
_TEXT = replace(looks.SMALL, indent=1, wrap=False)
_NAME, _LEAST = replace(_TEXT, wrap=True), 15.5  # a row is one line high, but for a long name


def lay(chapter: Chapter, plan: Plan, known: MembersKnown, settings: OfficeSettings) -> Page:
    """The sheet: one tidy table, a row for each place or group of each indicator that is broken down."""
    page = looks.new_page(
        BREAKDOWNS,
        "Breakdowns",
        "One row for each place or group. Fill the yellow cells; rows may be sorted and filtered.",
        tab=theme.BLUE,
    )
    wanted = list(rows(chapter, plan.edition, known.lists))
    at = {column.key: number for number, column in enumerate(columns(plan.edition), 1)}
    last = FIRST_ROW + len(wanted) - 1
    page.widths = {at[key]: width for key, width in _WIDTHS.items()}
    page.heights |= {3: 16, 4: 5}
    page.freeze = (FIRST_ROW, at[Cols.PERIOD])
    page.selected = (FIRST_ROW, at[Cols.FIGURE])
    page.table = (TABLE, Range(HEADING_ROW, 1, last, len(at)))
    page.print = looks.with_repeated_row(page.print, HEADING_ROW)
    status = Range(FIRST_ROW, at[Cols.STATUS], last, at[Cols.STATUS])
    done = f'COUNTIF({a1(status.top, status.left)}:{a1(status.bottom, status.right)},"{COMPLETE}")'
    page.folded = {at[Cols.ID]}  # for machines, as on Submission
    looks.beside_folded(page, Formula(f'{len(wanted)}-{done}&" of {len(wanted)} rows left"'))
    for column in columns(plan.edition):
        right = column.key in (Cols.LAST, Cols.FIGURE)
        page.put(HEADING_ROW, at[column.key], column.heading, looks.TABLE_RIGHT if right else looks.TABLE_LEFT)
    fit_rows(page, HEADING_ROW, HEADING_ROW, least=32)
    before = None
    for number, one in enumerate(wanted, FIRST_ROW):
        _row(page, number, at, one, plan, known, settings, first=before != (one.line.id, one.breakdown))
        before = one.line.id, one.breakdown
    _rules(page, at, last)
    looks.paint_statuses(page, status)
    first = "$" + a1(FIRST_ROW, at[Cols.STATUS])
    words = Range(FIRST_ROW, at[Cols.EXPLANATION], last, at[Cols.EXPLANATION])
    page.paints.append(Paint(words, f'{first}="{EXPLAIN}"', Style(fill=theme.PALE_ORANGE, colour=theme.INK)))
    return page


def _row(
    page: Page,
    row: int,
    at: dict[str, int],
    one: MemberRow,
    plan: Plan,
    known: MembersKnown,
    settings: OfficeSettings,
    *,
    first: bool,
) -> None:
    indicator, measure, edition = one.line.indicator, one.line.indicator.measure, plan.edition
    series = known.past.of(indicator.id, one.breakdown).get(one.member.code, {})
    figure = looks.with_top(replace(looks.FIGURE, number_format=measure.number_format), heavy=first)
    words = {
        Cols.ID: indicator.id, Cols.INDICATOR: indicator.name, Cols.BREAKDOWN: one.of.name,
        Cols.CODE: one.member.code, Cols.MEMBER: one.member.name, Cols.PERIOD: edition.submitted_period.label,
    }  # fmt: skip
    for key, text in words.items():
        page.put(row, at[key], text, looks.with_top(_NAME if key == Cols.INDICATOR else _TEXT, heavy=first))
    page.put(row, at[Cols.LAST], _shown(measure, series.get(edition.last_year)), figure)
    open_figure = replace(looks.OPEN_FIGURE, number_format=measure.number_format)
    page.put(row, at[Cols.FIGURE], None, looks.with_top(open_figure, heavy=first))
    cells = {key: a1(row, column) for key, column in at.items()}
    possible = PossibleFigures.of(indicator, series.values())
    status = Formula(row_status(cells, possible, settings))
    page.put(row, at[Cols.STATUS], status, looks.with_top(looks.PADDED, heavy=first))
    page.put(row, at[Cols.EXPLANATION], None, looks.with_top(looks.OPEN, heavy=first))
    fit_rows(page, row, row, least=_LEAST)


def _shown(measure: Measure, figure: object) -> str | float | None:
    """A published figure as a cell holds it."""
    if isinstance(figure, Decimal):
        return measure.to_cell(figure)
    return None if figure is None else str(getattr(figure, "value", figure))


def _rules(page: Page, at: dict[str, int], last: int) -> None:
    figure = a1(FIRST_ROW, at[Cols.FIGURE])
    page.rules += [
        ConditionalRule(
            Range(FIRST_ROW, at[Cols.FIGURE], last, at[Cols.FIGURE]), "custom",
            value=f'=OR(ISNUMBER({figure}),EXACT({figure}&"","NA"))',
            prompt_title="Figure", prompt="The figure of this place or group, or NA in capitals and a word of why.",
            error_title="A number, or NA", error="This is no number. Type the figure as a number, or NA in capitals.",
        ),
        ConditionalRule(
            Range(FIRST_ROW, at[Cols.EXPLANATION], last, at[Cols.EXPLANATION]), "any",
            prompt_title="Explanation", prompt="Where it is far from last year's, or NA: what changed, and why.",
        ),
    ]  # fmt: skip
