"""The sheet on which an agency says what became of its commitments, and states new ones: one page wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pmr_xl.forms.commitments.columns import (
    ABOUT_WHAT,
    ASKED,
    FILLED_BY,
    FIXED,
    FORM,
    HIDDEN,
    SHEET,
    STANDING,
    STOOD,
    WHAT,
)
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import ConditionalRule, Content, Page, Paint, Paper, Print, Style
from pmr_xl.forms.paper.running_titles import running_foot
from pmr_xl.forms.variance_sheet.cells import INPUT, WORDS
from pmr_xl.forms.variance_sheet.decisions.columns import as_serial
from pmr_xl.forms.variance_sheet.summary import about
from pmr_xl.model.book.places import Range, column_letters
from pmr_xl.model.commitments.commitment import STATED, Commitment, CommitmentStatus, Followed, field_text
from pmr_xl.model.display.plural import plural
from pmr_xl.model.fiscal import day_in_words

HEADING_ROW, NEW_ROWS, FILLED_ROW = 6, 12, 4
_ASKED_HEAD = replace(theme.LEFT_HEADING, fill=theme.BLUE)
_DAY = replace(INPUT, number_format="yyyy-mm-dd")
_HIDDEN = replace(WORDS, wrap=False)
_OVERDUE = replace(WORDS, bold=True, colour=theme.RED_BROWN, fill=theme.PALE_ORANGE)
_WANTED = Style(fill=theme.PALE_ORANGE, colour=theme.INK)
_LEAST = 27.0  # points of a row
_AT = {one.field: len(FIXED) + place for place, one in enumerate(ASKED, start=1)}
_LAST_SHOWN = len(FIXED) + len(ASKED)
_INDICATOR_AT = next(place for place, (heading, _) in enumerate(FIXED, start=1) if heading == ABOUT_WHAT)
_WHAT_AT = next(place for place, (heading, _) in enumerate(FIXED, start=1) if heading == WHAT)


def lay(agency: str, name: str, found: Sequence[Followed], names: Mapping[str, str], today: date, token: str) -> Paper:
    """The sheet of an agency.

    Args:
        name: as the report prints it; ``names``: what indicators are called, by id.
        found: its commitments, in the order in which they are to stand.
        token: what tells this sheet from others, so that its new rows are known again.
    """
    title = f"Commitments · {name}"
    page = Page(SHEET, tab=theme.BLUE, protected=True)
    page.heights = {1: 25, 2: 17, 3: 15, FILLED_ROW: 20, 5: 6, HEADING_ROW: 18}
    overdue = sum(bool(one.now.days_overdue(today)) for one in found)
    late = f", ✕ {overdue} of them overdue" if overdue else ""
    page.put(1, 1, title, theme.TITLE)
    page.put(2, 1, f"{len(found)} open on {day_in_words(today)}{late}", replace(theme.PLAIN, bold=True, size=11))
    page.put(
        3, 1, "Fill in the yellow cells and send the sheet back. What is new goes into the empty rows below.",
        theme.SUBTITLE,
    )  # fmt: skip
    page.put(FILLED_ROW, 1, FILLED_BY, replace(theme.PLAIN, bold=True))
    page.put(FILLED_ROW, _WHAT_AT, None, INPUT)
    _headings(page)
    last = HEADING_ROW
    for last, one in enumerate(found, start=HEADING_ROW + 1):
        _row(page, last, one.now, names, today)
    for number in range(1, NEW_ROWS + 1):
        _new(page, last + number, number)
    bottom = last + NEW_ROWS
    fit_rows(page, HEADING_ROW + 1, bottom, least=_LEAST)
    _rails(page, HEADING_ROW + 1, bottom)
    page.filter = Range(HEADING_ROW, 1, bottom, _LAST_SHOWN)
    page.freeze, page.selected = (HEADING_ROW + 1, _WHAT_AT + 1), (HEADING_ROW + 1, _AT["due"])
    page.print = Print(
        repeat_rows=(HEADING_ROW, HEADING_ROW), area=Range(1, 1, bottom, _LAST_SHOWN),
        footer=running_foot(title, day=True),
    )  # fmt: skip
    facts = {"Form": FORM, "Version": "1", "Agency": agency, "Made": today.isoformat(), "Sheet": token}
    return Paper([page, about(facts)], title=title, subject="What was promised, and what became of it")


def _headings(page: Page) -> None:
    for column, (heading, width) in enumerate(FIXED, start=1):
        page.put(HEADING_ROW, column, heading, theme.LEFT_HEADING)
        page.widths[column] = width
    for one in ASKED:
        page.put(HEADING_ROW, _AT[one.field], one.heading, _ASKED_HEAD)
        page.widths[_AT[one.field]] = one.width
    for column, heading in enumerate(HIDDEN, start=_LAST_SHOWN + 1):
        page.put(HEADING_ROW, column, heading, theme.LEFT_HEADING)
        page.hidden_columns.add(column)


def _row(page: Page, at: int, one: Commitment, names: Mapping[str, str], today: date) -> None:
    late = one.days_overdue(today)
    stands = f"✕ {late} {plural(late, 'day')} overdue" if late else one.status.icon_and_word
    of = "\n".join(filter(None, (names.get(one.indicator, one.indicator), one.reference)))
    told: tuple[Content, ...] = (one.code, stands, one.what, of)
    for column, content in enumerate(told, start=1):
        page.put(at, column, content, _OVERDUE if late and FIXED[column - 1][0] == STANDING else WORDS)
    for asked in ASKED:
        cell: Content = as_serial(one.due) if asked.field == "due" else field_text(one, asked.field)
        if asked.field == "why":
            cell = None  # a note is of this step
        page.put(at, _AT[asked.field], cell or None, _DAY if asked.field == "due" else INPUT)
    for column, field in enumerate(("", *(each.field for each in ASKED[:-1])), start=_LAST_SHOWN + 1):
        page.put(at, column, field_text(one, field) if field else None, _HIDDEN)


def _new(page: Page, at: int, number: int) -> None:
    """An empty row for a new one: its words, its indicator and the yellow cells."""
    page.put(at, 1, None, WORDS)
    page.put(at, 2, None, WORDS)
    page.put(at, _WHAT_AT, None, INPUT)
    page.put(at, _INDICATOR_AT, None, INPUT)
    for one in ASKED:
        page.put(at, _AT[one.field], None, _DAY if one.field == "due" else INPUT)
    page.put(at, _LAST_SHOWN + 1, number, _HIDDEN)
    for column in range(_LAST_SHOWN + 2, _LAST_SHOWN + 2 + len(STOOD)):
        page.put(at, column, None, _HIDDEN)


def _rails(page: Page, first: int, last: int) -> None:
    """The list of statuses, what a day looks like, and what a status still wants."""

    def column(field: str) -> Range:
        return Range(first, _AT[field], last, _AT[field])

    page.rules += [
        ConditionalRule(
            column("status"), "list", source=tuple(one.value for one in STATED),
            prompt_title="Status",
            prompt="Implemented needs evidence. Closed needs the figure or a note that says why; not accepted needs a "
            "note. Overdue is nobody's to choose: it follows from the day.",
            error_title="Status", error=f"Choose one of: {', '.join(one.value for one in STATED)}.",
        ),
        ConditionalRule(
            column("due"), "date", criteria=">=", value="=DATE(2020,1,1)", prompt_title="Due",
            prompt="By when, as a date: 2026-09-30. A later day than before wants a note that says why.",
            error_title="Due", error="Type the day as a date, such as 2026-09-30.",
        ),
        ConditionalRule(
            column("figure"), "any", prompt_title="Closed with",
            prompt="The figure that shows it is done, as the report prints it.",
        ),
    ]  # fmt: skip
    cell = {field: f"${column_letters(at)}{first}" for field, at in _AT.items()}
    stood = f"${column_letters(_LAST_SHOWN + 2)}{first}"  # the day as it was, as text
    later = f'AND({stood}<>"",{cell["due"]}<>"",TEXT({cell["due"]},"yyyy-mm-dd")>{stood},{cell["why"]}="")'
    for field, wanted in (
        ("evidence", f'AND({cell["status"]}="{CommitmentStatus.IMPLEMENTED}",{cell["evidence"]}="")'),
        ("figure", f'AND({cell["status"]}="{CommitmentStatus.CLOSED}",{cell["figure"]}="",{cell["why"]}="")'),
        ("why", f'AND({cell["status"]}="{CommitmentStatus.NOT_ACCEPTED}",{cell["why"]}="")'),
        ("why", later),
    ):
        page.paints.append(Paint(column(field), wanted, _WANTED))
