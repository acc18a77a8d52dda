"""The sheet Definitions: every text of every definition, to be read; where the edition asks, to be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import ConditionalRule, Content, Formula, Page, Paint, Style
from pmr_xl.forms.submission_form.live.formula import quote, trimmed_text
from pmr_xl.forms.submission_form.meaning.places import CHANGED, CONFIRMED, DEFINITIONS, TEXT_COLUMNS, YES, Text
from pmr_xl.forms.submission_form.plan import COMPLETE, FIRST_BELOW, HEADINGS_AT, TO_DO
from pmr_xl.forms.submission_form.sheets import looks
from pmr_xl.model.book.places import Range, a1
from pmr_xl.model.definitions.meaning import FormMeaning, is_rate
from pmr_xl.model.definitions.texts import DENOMINATOR, NUMERATOR, TEXTS
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line

TABLE = "PMR_Definitions_table"
_AT = {column.key: at for at, column in enumerate(TEXT_COLUMNS, start=1)}
_WIDTHS = (26, 30, 16, 76, 13, 34, 40)
_NEEDED = ("definition", "source", "owner")
_OF_RATES = (NUMERATOR, DENOMINATOR)
_SAID = replace(looks.CELL, size=9.5)
_TYPED = replace(looks.OPEN, size=9.5, number_format="@")
_NAME = replace(looks.CELL, size=9.5, bold=True)
_AGAIN = replace(looks.QUIET, size=9.5)
_ASKS = replace(looks.QUIET, size=9)
_STATUS = replace(looks.CELL, size=9.5, indent=1)
_CONFIRM = f"{YES}, where all of it is right as it stands now."


class _TextRow(NamedTuple):
    """One row: an indicator's text, and whether it begins that indicator's."""

    line: Line
    key: str
    label: str
    text: str
    asks: str
    first: bool


def lay(chapter: Chapter, meaning: FormMeaning) -> Page:
    """The Definitions sheet: a row a text, an indicator's together; the last of them confirms."""
    asked = meaning.asked
    page = looks.new_page(
        DEFINITIONS,
        "Definitions",
        "What each figure means, as the report, the open data and the book of definitions say it.",
        tab=theme.ORANGE if asked else theme.GREY,
    )
    rows = list(_rows(meaning.lines_shown(chapter), meaning))
    last = HEADINGS_AT + len(rows)
    looks.beside_folded(page, _told(rows, last) if asked else _READ)
    page.heights[3] = 15
    page.widths = dict(enumerate(_WIDTHS, start=1))
    page.folded = {_AT[Text.ID], _AT[Text.SENT]}
    page.heights[HEADINGS_AT] = 20
    page.freeze = (FIRST_BELOW, _AT[Text.WHAT])
    page.table = (TABLE, Range(HEADINGS_AT, 1, last, len(TEXT_COLUMNS)))
    page.selected = (FIRST_BELOW, _AT[Text.TEXT])
    page.print = looks.with_repeated_row(page.print, HEADINGS_AT)
    page.print = replace(page.print, area=Range(1, 1, last, _AT[Text.ASKS]))
    looks.headings(page, tuple(column.heading for column in TEXT_COLUMNS), looks.TABLE_FIRST)
    for key in (Text.WHAT, Text.STATUS):  # apart from the name, which is cut where it is said again, and from the text
        page.put(HEADINGS_AT, _AT[key], TEXT_COLUMNS[_AT[key] - 1].heading, looks.TABLE_LEFT)
    for number, row in enumerate(rows, start=FIRST_BELOW):
        _row(page, number, row, asked=asked)
    fit_rows(page, FIRST_BELOW, last, least=16)
    if asked:
        _rules(page, rows)
        _paints(page, last)
    return page


_READ = "To be read. To have a text changed, write to the office."


def _rows(lines: Sequence[Line], meaning: FormMeaning) -> Iterator[_TextRow]:
    for line in lines:
        known, first = meaning.of(line), True
        for one in TEXTS:
            said = known.texts.get(one.key, "")
            if (said or meaning.asked) and (one.key not in _OF_RATES or is_rate(line) or said):
                yield _TextRow(line, one.key, one.label, said, one.asks, first)
                first = False
        if meaning.asked:
            yield _TextRow(line, CONFIRMED, "Confirmed", "", _CONFIRM, first=False)


def _row(page: Page, number: int, row: _TextRow, *, asked: bool) -> None:
    status = _status(number, row.key) if asked else None
    shown: dict[str, tuple[Content, Style]] = {
        Text.ID: (row.line.id, replace(looks.ID, wrap=False)),
        Text.INDICATOR: (row.line.marked_label, _NAME if row.first else _AGAIN),
        Text.WHAT: (row.label, replace(_NAME if row.first else _SAID, indent=1)),
        Text.TEXT: (row.text or None, _TYPED if asked else _SAID),
        Text.STATUS: (status, _STATUS),
        Text.ASKS: (row.asks, _ASKS),
        Text.SENT: (row.text or None, replace(looks.ID, wrap=False)),
    }
    for key, (content, style) in shown.items():
        page.put(number, _AT[key], content, looks.with_top(style, heavy=row.first and number > FIRST_BELOW))
    if not row.first:
        page.put(number, _AT[Text.INDICATOR], row.line.marked_label, replace(_AGAIN, size=8.8, wrap=False))


def _status(row: int, key: str) -> Formula:
    text, sent = (a1(row, _AT[one]) for one in (Text.TEXT, Text.SENT))
    if key == CONFIRMED:
        first = quote(TO_DO)
        return Formula(f"IF({trimmed_text(text)}={quote(YES)},{quote(COMPLETE)},{first})", TO_DO)
    empty = TO_DO if key in _NEEDED else ""
    said = f"IF(EXACT({text},{sent}),{quote(COMPLETE)},{quote(CHANGED)})"
    blank = f'IF({sent}="",{quote(empty)},{quote(CHANGED)})'
    return Formula(f'IF({trimmed_text(text)}="",{blank},{said})', "")


def _told(rows: Sequence[_TextRow], last: int) -> Formula:
    """How much is left, live."""
    area = f"{a1(FIRST_BELOW, _AT[Text.STATUS])}:{a1(last, _AT[Text.STATUS])}"
    left, changed = (f"COUNTIF({area},{quote(one)})" for one in (TO_DO, CHANGED))
    told = (
        f'{left}&" to do, "&{changed}&" changed. Correct what is not right, fill what is missing, and confirm each '
        'indicator with Yes. The office looks at every change before it takes it over."'
    )
    needed = sum(row.key == CONFIRMED or (row.key in _NEEDED and not row.text) for row in rows)
    return Formula(told, f"{needed} to do, 0 changed. Correct what is not right, fill what is missing, and confirm.")


def _rules(page: Page, rows: Sequence[_TextRow]) -> None:
    at = _AT[Text.TEXT]
    for number, row in enumerate(rows, start=FIRST_BELOW):
        if row.key == CONFIRMED:
            page.rules.append(
                ConditionalRule(
                    Range(number, at, number, at),
                    "list",
                    source=(YES,),
                    prompt_title="Confirmed",
                    prompt="Choose Yes once every text of this indicator is right, changed or not.",
                    error_title="Yes, or empty",
                    error="Choose Yes, or leave it empty. What is not right is corrected in the rows above.",
                )
            )


def _paints(page: Page, last: int) -> None:
    area = Range(FIRST_BELOW, _AT[Text.STATUS], last, _AT[Text.STATUS])
    looks.paint_statuses(page, area)
    first = a1(area.top, area.left)
    changed = Style(colour=theme.ORANGE, fill=theme.PALE_YELLOW, bold=True)
    page.paints.append(Paint(area, f"{first}={quote(CHANGED)}", changed, stop=True))
