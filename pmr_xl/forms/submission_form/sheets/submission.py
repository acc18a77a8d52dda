"""The Submission sheet: one row an indicator, as wide as a laptop's screen."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import ConditionalRule, Page, Paint, Print, Rich, Style
from pmr_xl.forms.paper.reach import signs_in
from pmr_xl.forms.paper.running_titles import running_foot
from pmr_xl.forms.submission_form.list_places import NA_REASONS
from pmr_xl.forms.submission_form.live import progress
from pmr_xl.forms.submission_form.plan import (
    EXPLAIN,
    FIRST_ROW,
    FIX,
    HEADING_ROW,
    SUBMISSION,
    Plan,
    collapsed_columns,
    columns,
)
from pmr_xl.forms.submission_form.sheets import looks, widths
from pmr_xl.forms.submission_form.sheets.row import FormContext, lay_row
from pmr_xl.forms.submission_form.sheets.words import LONGEST_PROMPT
from pmr_xl.model.book.places import Range
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line

TABLE = "PMR_Submission_table"
_LEAST_HEIGHT = 27  # two lines
_TITLE = Style(size=12, bold=True, colour=theme.NAVY)
_DUE = Style(size=10, colour=theme.GREY)
_NEXT = replace(theme.LINK, size=11, bold=True)
_MID = replace(looks.TABLE_MID, size=9.5)
_LEFT = replace(looks.TABLE_FIRST, size=9.5)
_AFTER_FIGURES = replace(_LEFT, indent=1)
_FIGURES = replace(looks.TABLE_RIGHT, size=9.5)
_LEFT_KEYS = (Ask.ID, Ask.GOAL, Ask.INDICATOR, Ask.UNIT, Ask.STATUS, Ask.HINT, Ask.REASON, Ask.EXPLANATION)
_MARGINS = (0.3, 0.3, 0.4, 0.5)


def lay(chapter: Chapter, asked: FormContext) -> Page:
    """The Submission sheet of one agency."""
    plan, edition = asked.plan, asked.edition
    page = Page(SUBMISSION, protected=True, tab=theme.ORANGE)
    page.freeze = (FIRST_ROW, plan.column(Ask.INDICATOR) + 1)
    page.selected = (FIRST_ROW, plan.column(Ask.ACTUAL))
    page.table = (TABLE, plan.table)
    page.folded = {plan.column(key) for key in collapsed_columns(edition)}
    page.print = Print(
        footer=running_foot(f"{chapter.name} · {edition.full_title}"),
        repeat_rows=(HEADING_ROW, HEADING_ROW),
        margins=_MARGINS,
    )
    page.widths = widths.of(chapter, asked.past, plan)
    for at, column in enumerate(columns(edition), start=1):
        style = _heading(column.key)
        page.put(HEADING_ROW, at, column.heading, replace(style, fill=theme.BLUE) if column.open else style)
    page.heights |= {1: 22}
    fit_rows(page, HEADING_ROW, HEADING_ROW, least=40)
    _top(page, chapter, plan)
    place = ""
    for row, line in enumerate(chapter.lines, start=FIRST_ROW):
        lay_row(page, row, line, asked, new_goal=row > FIRST_ROW and line.heading != place)
        if line.heading != place and line.goal_no:
            _goal_told(page, row, line, plan)
        place = line.heading
    fit_rows(page, FIRST_ROW, plan.last_row, least=_LEAST_HEIGHT)
    _shared_rules(page, plan)
    _paints(page, plan)
    return page


def _heading(key: str) -> Style:
    """As its column is aligned; what stands right behind a figure keeps off it."""
    if key == Ask.STATUS:
        return _AFTER_FIGURES
    if key in _LEFT_KEYS:
        return _LEFT
    return _MID if key == Ask.DIRECTION else _FIGURES


def _top(page: Page, chapter: Chapter, plan: Plan) -> None:
    """Whose form it is and when it is due; how many rows are left, which is the way to the next of them.

    The first column is laid collapsed, so that what is to be seen begins in the second.
    """
    page.put(1, 1, chapter.agency, _DUE)
    due = f"  due {day_in_words(plan.due_on)}"
    page.put(1, 2, Rich(((f"{chapter.name} · {plan.edition.title}", _TITLE), (due, _DUE))), _TITLE)
    first = plan.column(Ask.HINT)
    page.put(1, first, progress.left_and_next(plan, signs_in(page, first, plan.table.right, _NEXT)), _NEXT)


def _paints(page: Page, plan: Plan) -> None:
    looks.paint_statuses(page, plan.area(Ask.STATUS))
    first_status = f"${plan.cell(Ask.STATUS, FIRST_ROW)}"
    wanted = Style(fill=theme.PALE_ORANGE, colour=theme.INK)
    page.paints.append(Paint(plan.area(Ask.EXPLANATION), f'{first_status}="{EXPLAIN}"', wanted))
    actual, reason = (f"${plan.cell(key, FIRST_ROW)}" for key in (Ask.ACTUAL, Ask.REASON))
    page.paints.append(Paint(plan.area(Ask.REASON), f'AND({actual}&""="NA",{reason}="")', wanted))
    page.paints.append(Paint(plan.area(Ask.HINT), f'{first_status}="{FIX}"', Style(colour=theme.RED_BROWN)))


def _goal_told(page: Page, row: int, line: Line, plan: Plan) -> None:
    """The goal's whole words, shown where its cell is chosen: the column is too narrow for them."""
    at = plan.column(Ask.GOAL)
    whole = line.goal if len(line.goal) <= LONGEST_PROMPT else f"{line.goal[: LONGEST_PROMPT - 1].rstrip()}…"
    page.rules.append(
        ConditionalRule(Range(row, at, row, at), "any", prompt_title=f"Goal {line.goal_no}", prompt=whole)
    )


def _shared_rules(page: Page, plan: Plan) -> None:
    page.rules.append(
        ConditionalRule(
            plan.area(Ask.REASON),
            "list",
            source=f"={NA_REASONS}",
            prompt_title=plan.heading(Ask.REASON),
            prompt="Only where the actual is NA. What each reason means is told on the sheet Lists.",
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
