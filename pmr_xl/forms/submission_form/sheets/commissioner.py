"""The commissioner's page: one printed page of what there is to know before signing, live from the form's own cells.

Plain formulas that any Excel and LibreOffice have. Folded columns hold, row by row of the form, what the lists above
them are ranked by; a list takes the first of them.
"""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import Formula, Page, Print, Style
from pmr_xl.forms.paper.running_titles import running_foot
from pmr_xl.forms.submission_form import list_places
from pmr_xl.forms.submission_form.live.formula import quote
from pmr_xl.forms.submission_form.plan import (
    CERTIFICATION_LABELS,
    COMMISSIONER,
    COMPLETE,
    RESTATEMENT_COLUMNS,
    RESTATEMENTS,
    SUBMISSION,
    WELCOME,
    Plan,
    Restate,
    absolute_area,
)
from pmr_xl.forms.submission_form.sheets import looks, restatements
from pmr_xl.forms.submission_form.sheets.ranking import (
    MISSED,
    MOVED,
    OPEN,
    PLACE,
    PROPOSED,
    RankedLists,
    last_year_shown,
    rank,
)
from pmr_xl.forms.submission_form.sheets.welcome import STATEMENT
from pmr_xl.model.book.places import Range, a1
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.schema.chapter import Chapter

_WIDTHS = {1: 41, 2: 12, 3: 12, 4: 12, 5: 38}
_LINES = {MOVED: 6, MISSED: 5, PROPOSED: 4, OPEN: 4}
_RESTATED_LINES = 3
_SIZE = 9.5
_SECTION = Style(size=11, bold=True, colour=theme.NAVY, bottom=theme.NAVY)
_HEAD = Style(size=_SIZE, bold=True, colour=theme.GREY, bottom=theme.RULE)
_TEXT = Style(size=_SIZE, colour=theme.INK, wrap=True, bottom=theme.RULE)
_FIGURE = replace(_TEXT, align="right", wrap=False)
_LAST = replace(_TEXT, indent=1, align="left")
_AFTER_FIGURES = replace(_HEAD, indent=1, align="left")
_LINE_HEIGHT, _GAP = 27, 7


def lay(chapter: Chapter, plan: Plan, certified: dict[str, str]) -> Page:
    """The commissioner's page; ``certified`` says where Welcome has name, title and date."""
    page = Page(COMMISSIONER, protected=True, tab=theme.NAVY)
    page.widths = {**_WIDTHS, **dict.fromkeys(range(PLACE, OPEN + 1), 12)}
    page.folded = set(range(PLACE, OPEN + 1))
    page.put(1, 1, f"{chapter.name} · {plan.edition.title}", theme.TITLE)
    page.put(2, 1, f"For whoever signs. Due {day_in_words(plan.due_on)}. Filled in by itself.", theme.SUBTITLE)
    page.heights |= {1: 25, 2: 16, 3: 6}
    rank(page, chapter, plan)
    lists, edition = RankedLists(chapter, plan), plan.edition
    last, this = edition.last_year, edition.submitted_period
    before = last_year_shown(edition)
    row = _list(page, lists, 4, MOVED, "What moved most", (last.label, this.label, "Change"), (before, Ask.ACTUAL))
    headings = (f"Target {edition.target_years[0].label}", this.label, "Off by")
    row = _list(page, lists, row, MISSED, "Targets not met", headings, (Ask.TARGET, Ask.ACTUAL))
    if edition.asks_targets:
        headings = ("Current", "Proposed", "Change")
        row = _list(page, lists, row, PROPOSED, "Targets proposed otherwise", headings, (Ask.TARGET, Ask.NEXT_TARGET))
    row = _restated(page, row, chapter)
    row = _open(page, lists, row)
    row = _signature(page, row, certified)
    page.print = Print(
        landscape=False,
        fit_height=1,
        margins=(0.4, 0.4, 0.35, 0.45),
        area=Range(1, 1, row, max(_WIDTHS)),
        footer=running_foot(f"{chapter.name} · {edition.full_title}", sheet=False),
    )
    page.selected = (1, 1)
    return page


def _list(
    page: Page,
    lists: RankedLists,
    row: int,
    ranked: int,
    title: str,
    headings: tuple[str, str, str],
    keys: tuple[str, str],
) -> int:
    """A list of rows: name, two figures, what is between them, the explanation; the row behind it."""
    _heading(page, row, title, (*headings, "Explanation"))
    for at in range(1, _LINES[ranked] + 1):
        row_at, place = row + 1 + at, _placed(page, row + 1 + at, lists.place(ranked, at))
        between = lists.change(keys, place) if ranked != MISSED else lists.off_by(keys, place)
        shown = [
            lists.words(Ask.INDICATOR, place), *(lists.figure(key, place) for key in keys), between,
            lists.words(Ask.EXPLANATION, place),
        ]  # fmt: skip
        for column, text in enumerate(shown, start=1):
            page.put(
                row_at,
                column,
                Formula(f'IFERROR({text},"")'),
                replace(_FIGURE, wrap=column == len(shown) - 1)
                if 1 < column < len(shown)
                else _LAST
                if column > 1
                else _TEXT,
            )
        page.heights[row_at] = _LINE_HEIGHT
    return row + _LINES[ranked] + 3


def _placed(page: Page, row: int, place: str) -> str:
    """The cell that holds a line's row of the form, so that it is looked up once."""
    page.put(row, PLACE, Formula(f'IFERROR({place},"")'))
    return a1(row, PLACE)


def _style(column: int) -> Style:
    return _TEXT if column == 1 else _LAST if column == max(_WIDTHS) else _FIGURE


def _heading(page: Page, row: int, title: str, headings: tuple[str, ...]) -> None:
    for column in range(1, max(_WIDTHS) + 1):
        page.put(row, column, title if column == 1 else None, _SECTION)
    page.heights |= {row - 1: _GAP, row: 20, row + 1: 15}
    for column, heading in enumerate(("Indicator", *headings), start=1):
        style = _HEAD if column == 1 else _AFTER_FIGURES if column == max(_WIDTHS) else replace(_HEAD, align="right")
        page.put(row + 1, column, heading, style)


def _restated(page: Page, row: int, chapter: Chapter) -> int:
    """The first restatements, and how many there are."""
    _heading(page, row, "Published figures restated", ("Period", "Before", "Now", "Reason and explanation"))
    at = {column.key: number for number, column in enumerate(RESTATEMENT_COLUMNS, start=1)}
    for number in range(_RESTATED_LINES):
        there = restatements.STATUS_AREA.top + number
        cells = {key: f"{RESTATEMENTS}!{a1(there, column)}" for key, column in at.items()}
        name, new, words = cells[Restate.ID], cells[Restate.NEW], cells[Restate.EXPLANATION]
        looks_like = f"INDEX({list_places.shown_as(chapter)},MATCH({name},{list_places.ids(chapter)},0))"
        new = f'IF(ISNUMBER({new}),IFERROR(TEXT({new},{looks_like}),""),{new}&"")'
        said = f'{cells[Restate.REASON]}&IF({words}="","",": ")&LEFT({words},90)'
        shown = (cells[Restate.INDICATOR], cells[Restate.YEAR], cells[Restate.PUBLISHED], new, said)
        for column, text in enumerate(shown, start=1):
            page.put(row + 2 + number, column, Formula(f'IF({cells[Restate.ID]}="","",{text}&"")'), _style(column))
        page.heights[row + 2 + number] = _LINE_HEIGHT
    return row + _RESTATED_LINES + 3


def _open(page: Page, lists: RankedLists, row: int) -> int:
    """What is not complete yet."""
    plan = lists.plan
    statuses = absolute_area(SUBMISSION, plan.area(Ask.STATUS))
    _heading(page, row, "Still open", ("", "", "", "What to do"))
    page.put(row + 1, 2, "Status", _AFTER_FIGURES)
    count = f"COUNTIF({statuses},{quote(COMPLETE)})"
    left = f'IF({count}={plan.rows},"✓ Nothing is open",({plan.rows}-{count})&" of {plan.rows} rows are open")'
    page.put(row, 5, Formula(left, f"{plan.rows} of {plan.rows} rows are open"), replace(_SECTION, align="right"))
    for at in range(1, _LINES[OPEN] + 1):
        place = _placed(page, row + 1 + at, lists.place(OPEN, at))
        shown = {1: Ask.INDICATOR, 2: Ask.STATUS, 5: Ask.HINT}
        for column in range(1, max(_WIDTHS) + 1):
            text = lists.words(shown[column], place) if column in shown else '""'
            page.put(row + 1 + at, column, Formula(f'IFERROR({text},"")'), _TEXT if column == 1 else _LAST)
        page.heights[row + 1 + at] = _LINE_HEIGHT
    return row + _LINES[OPEN] + 3


def _signature(page: Page, row: int, certified: dict[str, str]) -> int:
    """What is signed, by whom and when as Welcome has it, and a line to sign on."""
    page.put(row, 1, STATEMENT, Style(size=_SIZE, colour=theme.INK))
    page.heights[row] = 18
    for number, (key, label) in enumerate(CERTIFICATION_LABELS.items(), start=1):
        cell = certified[f"pmr_certified_{key}"].removeprefix("=")
        text = f'TEXT({cell},"mmmm d, yyyy")' if key == "date" else f'{cell}&""'
        page.put(row + number, 1, f"{label}:", replace(looks.STRONG, bottom="", top=""))
        page.put(row + number, 2, Formula(f'IF({cell}="","",{text})'), Style(size=_SIZE, colour=theme.INK))
        page.heights[row + number] = 17
    page.put(row + 2, 5, None, Style(bottom=theme.INK))
    page.put(row + 3, 5, f"Signature (the file itself is certified on {WELCOME})", Style(size=_SIZE, colour=theme.GREY))
    return row + len(CERTIFICATION_LABELS)
