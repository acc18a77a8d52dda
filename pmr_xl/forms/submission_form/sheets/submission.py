"""The Submission sheet: one row an indicator."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import ConditionalRule, Page, Paint, Style
from pmr_xl.forms.submission_form.list_places import NA_REASONS
from pmr_xl.forms.submission_form.live import progress
from pmr_xl.forms.submission_form.plan import (
    EXPLAIN,
    FIRST_ROW,
    FIX,
    HEADING_ROW,
    SUBMISSION,
    Plan,
    columns,
    fixed,
    report_name,
)
from pmr_xl.forms.submission_form.sheets import looks
from pmr_xl.forms.submission_form.sheets.row import FormContext, lay_row
from pmr_xl.model.book.places import Range
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.indicator import Chapter
from pmr_xl.model.submission import Ask

TABLE = "PMR_Submission_table"
_WIDTHS = {
    Ask.ID: 16, Ask.INDICATOR: 43, Ask.UNIT: 14, Ask.DIRECTION: 10, Ask.CRITICAL: 9, Ask.ACTUAL: 13, Ask.TO_DATE: 13,
    Ask.REASON: 15,
    Ask.TARGET: 11.5, Ask.NEXT_TARGET: 11.5, Ask.EXPLANATION: 46, Ask.STATUS: 13, Ask.HINT: 46, Ask.GOAL: 80,
}  # fmt: skip
_YEAR_WIDTH, _PART_YEAR_WIDTH = 10.5, 14
_LEAST_HEIGHT = 30  # two lines: room to see what one types under Explanation
_RIGHT = {Ask.ACTUAL, Ask.TO_DATE, Ask.TARGET, Ask.NEXT_TARGET}
_CENTRE = {Ask.DIRECTION, Ask.CRITICAL}


def lay(chapter: Chapter, asked: FormContext) -> Page:
    """The Submission sheet of one agency."""
    plan, edition = asked.plan, asked.edition
    page = looks.new_page(
        SUBMISSION,
        f"{chapter.name} · {report_name(edition)}",
        f"Fill the yellow cells by {day_in_words(plan.due_on)}. A published figure that is wrong goes to Restatements.",
        tab=theme.ORANGE,
    )
    page.freeze = (FIRST_ROW, 3)
    page.selected = (FIRST_ROW, plan.column(Ask.ACTUAL))
    page.table = (TABLE, plan.table)
    page.print = replace(
        page.print,
        repeat_rows=(HEADING_ROW, HEADING_ROW),
        area=Range(1, 1, plan.last_row, plan.column(Ask.STATUS)),
    )
    for at, column in enumerate(columns(edition), start=1):
        page.widths[at] = _WIDTHS.get(
            column.key, _YEAR_WIDTH if column.period in edition.full_years else _PART_YEAR_WIDTH
        )
        page.put(HEADING_ROW, at, column.heading, _heading_style(column.key))
    page.heights |= {3: 16, 4: 16, 5: 15, HEADING_ROW: 42}
    _progress(page, plan)
    _bands(page, plan)
    place = ""
    for row, line in enumerate(chapter.lines, start=FIRST_ROW):
        lay_row(page, row, line, asked, new_goal=row > FIRST_ROW and line.heading != place)
        place = line.heading
    fit_rows(page, FIRST_ROW, plan.last_row, least=_LEAST_HEIGHT)
    _shared_rules(page, plan)
    looks.paint_statuses(page, plan.area(Ask.STATUS))
    first_status = f"${plan.cell(Ask.STATUS, FIRST_ROW)}"
    wanted = Style(fill=theme.PALE_ORANGE, colour=theme.INK)
    page.paints.append(Paint(plan.area(Ask.EXPLANATION), f'{first_status}="{EXPLAIN}"', wanted))
    actual, reason = (f"${plan.cell(key, FIRST_ROW)}" for key in (Ask.ACTUAL, Ask.REASON))
    page.paints.append(Paint(plan.area(Ask.REASON), f'AND({actual}&""="NA",{reason}="")', wanted))
    page.paints.append(Paint(plan.area(Ask.HINT), f'{first_status}="{FIX}"', Style(colour=theme.RED_BROWN)))
    return page


def _heading_style(key: str) -> Style:
    if key in _CENTRE:
        return looks.TABLE_MID
    if key == Ask.ID:
        return looks.TABLE_FIRST
    return looks.TABLE_RIGHT if key in _RIGHT or key.startswith("FY") else looks.TABLE_LEFT


def _progress(page: Page, plan: Plan) -> None:
    statuses = fixed(SUBMISSION, plan.area(Ask.STATUS))
    page.put(3, 1, "Progress", theme.SUBTITLE)
    page.put(3, 2, progress.left_formula(statuses, plan.rows), replace(theme.PLAIN, bold=True, colour=theme.NAVY))
    page.put(4, 1, "Next", theme.SUBTITLE)
    page.put(4, 2, progress.next_link(plan), theme.LINK)


def _bands(page: Page, plan: Plan) -> None:
    """The line above the headings: which columns are whose."""
    first_year = columns(plan.edition)[5].key
    starts = {
        plan.column(Ask.ID): "The indicator",
        plan.column(first_year): "Published",
        plan.column(Ask.ACTUAL): "Yours: fill the yellow cells",
        plan.column(Ask.STATUS): "How it stands",
    }
    yours = range(plan.column(Ask.ACTUAL), plan.column(Ask.STATUS))
    for column in range(1, len(columns(plan.edition)) + 1):
        style = replace(theme.BAND, fill=theme.PALE_YELLOW) if column in yours else theme.BAND
        if column in starts:
            style = replace(style, left=theme.WHITE)
        page.put(5, column, starts.get(column), style)


def _shared_rules(page: Page, plan: Plan) -> None:
    page.rules.append(
        ConditionalRule(
            plan.area(Ask.REASON),
            "list",
            source=f"={NA_REASONS}",
            prompt_title=plan.heading(Ask.REASON),
            prompt="Only where the actual is NA. What each reason means stands on the sheet Lists.",
            error_title="A reason from the list",
            error="Choose a reason from the list, so that it can be counted; say more under Explanation.",
        )
    )
    page.rules.append(
        ConditionalRule(
            plan.area(Ask.EXPLANATION),
            "any",
            prompt_title=plan.heading(Ask.EXPLANATION),
            prompt="Needed where Status says ✎ Explain, welcome elsewhere. Say what changed, by how much and why. "
            "“Timing” or “OK” explains nothing. Double-click the line below the row's number to see a long text whole.",
        )
    )
