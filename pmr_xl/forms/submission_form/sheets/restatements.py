"""The Restatements sheet: published figures the agency asks to change."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import ConditionalRule, Formula, Page, Paint, Style
from pmr_xl.forms.submission_form import list_places
from pmr_xl.forms.submission_form.live.formula import trimmed_text
from pmr_xl.forms.submission_form.live.restatement_status import Places, restatement_status
from pmr_xl.forms.submission_form.plan import (
    EXPLAIN,
    FIRST_BELOW,
    HEADINGS_AT,
    RESTATEMENT_COLUMNS,
    RESTATEMENT_ROWS,
    RESTATEMENTS,
    SUBMISSION,
    Plan,
    Restate,
    absolute_area,
    columns,
)
from pmr_xl.forms.submission_form.sheets import looks
from pmr_xl.model.book.places import Range, a1
from pmr_xl.model.entry import Ask
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.schema.chapter import Chapter

_SHOWN = "Only periods shown on the sheet Submission"
TABLE = "PMR_Restatement_table"
LAST_ROW = FIRST_BELOW + RESTATEMENT_ROWS - 1
# What one page holds. An area worked out from what is filled would be smaller still, but it is a formula in a name that
# only Excel knows as one: LibreOffice prints the whole sheet then, and programs that read workbooks stumble over it.
PRINTED_TO = FIRST_BELOW + 20 - 1
_SAID = "Leave the sheet empty where nothing changes. The report prints each change with its reason."
_BEYOND = f"▲ Rows {PRINTED_TO + 1} to {LAST_ROW} do not print with the sheet: select them and print the selection."
_AT = {column.key: at for at, column in enumerate(RESTATEMENT_COLUMNS, start=1)}
_WIDTHS = (26, 36, 10.5, 11, 11, 15, 50, 13)
_OPEN_TEXT = replace(looks.OPEN, number_format="@")
_TYPED = (Restate.ID, Restate.YEAR, Restate.NEW, Restate.REASON, Restate.EXPLANATION)
STATUS_AREA = Range(FIRST_BELOW, _AT[Restate.STATUS], LAST_ROW, _AT[Restate.STATUS])


def lay(chapter: Chapter, plan: Plan, settings: OfficeSettings) -> Page:
    """The Restatements sheet: thirty rows, each looked up as soon as its indicator is chosen."""
    page = looks.new_page(
        RESTATEMENTS,
        "Restatements",
        "One row for each published figure that has to change. Indicator and published figure appear by themselves.",
        tab=theme.BLUE,
    )
    page.heights[3] = 15
    page.widths = dict(enumerate(_WIDTHS, start=1))
    page.heights[HEADINGS_AT] = 32
    page.freeze = (FIRST_BELOW, 2)
    page.selected = (FIRST_BELOW, 1)
    page.table = (TABLE, Range(HEADINGS_AT, 1, LAST_ROW, len(RESTATEMENT_COLUMNS)))
    _printed(page)
    looks.headings(page, tuple(column.heading for column in RESTATEMENT_COLUMNS), looks.TABLE_LEFT)
    for key in (Restate.PUBLISHED, Restate.NEW):
        page.put(HEADINGS_AT, _AT[key], RESTATEMENT_COLUMNS[_AT[key] - 1].heading, looks.TABLE_RIGHT)
    for row in range(FIRST_BELOW, LAST_ROW + 1):
        _row(page, row, chapter, plan, settings)
        page.heights[row] = 27
    _rules(page, chapter, plan)
    looks.paint_statuses(page, STATUS_AREA)
    first = {column.key: "$" + a1(FIRST_BELOW, _AT[column.key]) for column in RESTATEMENT_COLUMNS}
    page.paints.append(
        Paint(
            Range(FIRST_BELOW, _AT[Restate.EXPLANATION], LAST_ROW, _AT[Restate.EXPLANATION]),
            f'{first[Restate.STATUS]}="{EXPLAIN}"',
            Style(fill=theme.PALE_ORANGE, colour=theme.INK),
        )
    )
    return page


def _printed(page: Page) -> None:
    """One page of it prints; where somebody fills in a row below, the sheet says so on that page."""
    below = [Range(PRINTED_TO + 1, _AT[key], LAST_ROW, _AT[key]).absolute for key in _TYPED]
    page.put(3, 1, Formula(f'IF(COUNTA({",".join(below)})=0,"{_SAID}","{_BEYOND}")', _SAID), theme.SUBTITLE)
    page.paints.append(Paint(Range(3, 1, 3, 1), 'LEFT($A$3,1)="▲"', Style(colour=theme.RED_BROWN, bold=True)))
    area = Range(1, 1, PRINTED_TO, len(RESTATEMENT_COLUMNS))
    page.print = replace(looks.with_repeated_row(page.print, HEADINGS_AT), area=area)


def _row(page: Page, row: int, chapter: Chapter, plan: Plan, settings: OfficeSettings) -> None:
    at = {key: a1(row, column) for key, column in _AT.items()}
    place = f"MATCH({trimmed_text(at[Restate.ID])},{list_places.ids(chapter)},0)"
    period = f"MATCH({trimmed_text(at[Restate.YEAR])},{list_places.years(plan.edition)},0)"
    names = absolute_area(SUBMISSION, plan.area(Ask.INDICATOR))
    figure = f"INDEX({_published(chapter, plan)},{place},{period})"
    for key in (Restate.ID, Restate.YEAR, Restate.REASON, Restate.EXPLANATION):
        # A month chosen from the list stays the text it is: Excel would make a day of it.
        page.put(row, _AT[key], None, _OPEN_TEXT if key == Restate.YEAR else looks.OPEN)
    page.put(row, _AT[Restate.NEW], None, looks.OPEN_FIGURE)
    known = f'IFERROR(INDEX({names},{place}),"✕ no indicator of this form")'
    page.put(
        row, _AT[Restate.INDICATOR], Formula(f'IF({at[Restate.ID]}="","",{known})'), replace(looks.SMALL, indent=1)
    )
    looks_like = f"INDEX({list_places.shown_as(chapter)},{place})"
    shown = f'IF({figure}="","none",TEXT({figure},{looks_like}))'
    either = f'OR({at[Restate.ID]}="",{at[Restate.YEAR]}="")'
    page.put(row, _AT[Restate.PUBLISHED], Formula(f'IF({either},"",IFERROR({shown},""))'), looks.FIGURE)
    status = restatement_status(
        at, row, Places(place, period, figure, looks_like, list_places.possible(chapter)), settings, plan, chapter
    )
    page.put(row, _AT[Restate.STATUS], Formula(status), looks.PADDED)


def _published(chapter: Chapter, plan: Plan) -> str:
    """Where the published figures of every period that can be restated stand, by indicator and period."""
    if plan.edition.monthly:
        return list_places.published_places(chapter, plan.edition)
    history = [column.key for column in columns(plan.edition) if column.key.startswith("FY")]
    return absolute_area(SUBMISSION, plan.area(history[0], history[-1]))


def _rules(page: Page, chapter: Chapter, plan: Plan) -> None:
    def down(key: str) -> Range:
        return Range(FIRST_BELOW, _AT[key], LAST_ROW, _AT[key])

    new, monthly = a1(FIRST_BELOW, _AT[Restate.NEW]), plan.edition.monthly
    periods = "Months of this fiscal year and the last, and their years to date" if monthly else _SHOWN
    follow = " A year to date that nobody typed follows its months by itself." if monthly else ""
    page.rules += [
        ConditionalRule(
            down(Restate.ID), "list", source=f"={list_places.ids(chapter)}",
            prompt_title="Indicator id", prompt="Choose the id; it stands in column A of the sheet Submission.",
            error_title="An id of this form", error="Choose an id from the list; it has those of the sheet Submission.",
        ),
        ConditionalRule(
            down(Restate.YEAR), "list", source=f"={list_places.years(plan.edition)}",
            prompt_title="Year", prompt=f"The published period whose figure changes.{follow}",
            error_title="A published period", error=f"{periods} can change. Choose one from the list.",
        ),
        ConditionalRule(
            down(Restate.NEW), "custom", value=f'=OR(ISNUMBER({new}),EXACT({new}&"","NA"))',
            prompt_title="New figure",
            prompt="Typed as on the sheet Submission: 63.2% with its sign, 10 minutes 17 seconds as 0:10:17, or NA.",
            error_title="A number, or NA", error="This is no number. Type the figure as a number, or NA in capitals.",
        ),
        ConditionalRule(
            down(Restate.REASON), "list", source=f"={list_places.RESTATEMENT_REASONS}",
            prompt_title="Reason code", prompt="When each applies stands on the sheet Lists.",
            error_title="A reason from the list", error="Choose a reason from the list; say more under Explanation.",
        ),
        ConditionalRule(
            down(Restate.EXPLANATION), "any",
            prompt_title="Explanation",
            prompt="What was wrong or came late, by how much it changes the figure, which other years it touches.",
        ),
    ]  # fmt: skip
