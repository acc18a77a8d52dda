"""The sheet Rates: of percentages whose definition names both, the numerator and the denominator; checked live."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import ConditionalRule, Content, Formula, Page, Style
from pmr_xl.forms.submission_form.live.formula import quote, trimmed_text
from pmr_xl.forms.submission_form.meaning.places import RATE_COLUMNS, RATES, Rated
from pmr_xl.forms.submission_form.plan import (
    COMPLETE,
    FIRST_BELOW,
    FIRST_ROW,
    FIX,
    HEADINGS_AT,
    SUBMISSION,
    TO_DO,
    Plan,
    absolute_area,
)
from pmr_xl.forms.submission_form.sheets import looks
from pmr_xl.model.book.places import Range, a1
from pmr_xl.model.definitions.meaning import FormMeaning
from pmr_xl.model.entry import Ask
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line

TABLE = "PMR_Rates_table"
_AT = {column.key: at for at, column in enumerate(RATE_COLUMNS, start=1)}
_WIDTHS = (26, 30, 28, 12, 28, 12, 9, 11, 12, 30)
_WORDS = replace(looks.QUIET, size=9.5, indent=1)
_NUMBER = replace(looks.OPEN_FIGURE, number_format="#,##0.##########", size=9.5)


class _Says(NamedTuple):
    """What is said in each case."""

    none: str
    words: str
    missing: str
    zero: str
    done: str
    different: str


_STATUSES = _Says(COMPLETE, FIX, TO_DO, FIX, COMPLETE, FIX)
_HINTS = _Says(
    "The sheet Submission says NA: nothing to fill here.",
    "Type numbers alone, without words.",
    "Type both as they were counted, without rounding.",
    "Nothing can be divided by 0. If nothing was counted, the percentage is NA.",
    "",
    "Numerator ÷ denominator is another percentage than the sheet Submission has: correct the one or the other.",
)


def lay(chapter: Chapter, plan: Plan, meaning: FormMeaning) -> Page:
    """The Rates sheet: a row a percentage."""
    page = looks.new_page(
        RATES,
        "Rates",
        f"What the percentages of {plan.edition.submitted_period.label} are made of. The percentage itself stands on "
        "the sheet Submission.",
        tab=theme.ORANGE,
    )
    looks.beside_folded(page)
    lines = meaning.rates(chapter)
    last = HEADINGS_AT + len(lines)
    page.widths = dict(enumerate(_WIDTHS, start=1))
    page.folded = {_AT[Rated.ID]}
    page.freeze = (FIRST_BELOW, _AT[Rated.ABOVE])
    page.selected = (FIRST_BELOW, _AT[Rated.NUMERATOR])
    page.table = (TABLE, Range(HEADINGS_AT, 1, last, len(RATE_COLUMNS)))
    page.print = looks.with_repeated_row(page.print, HEADINGS_AT)
    looks.headings(page, tuple(column.heading for column in RATE_COLUMNS), looks.TABLE_FIRST)
    for key in (Rated.NUMERATOR, Rated.DENOMINATOR, Rated.MADE, Rated.ACTUAL):
        page.put(HEADINGS_AT, _AT[key], RATE_COLUMNS[_AT[key] - 1].heading, looks.TABLE_RIGHT)
    page.heights[HEADINGS_AT] = 32
    rows = {line.id: row for row, line in enumerate(chapter.lines, start=FIRST_ROW)}
    for row, line in enumerate(lines, start=FIRST_BELOW):
        _row(page, row, line, plan, rows[line.id], meaning)
    fit_rows(page, FIRST_BELOW, last, least=30)
    looks.paint_statuses(page, Range(FIRST_BELOW, _AT[Rated.STATUS], last, _AT[Rated.STATUS]))
    _rules(page, last)
    return page


def _row(page: Page, row: int, line: Line, plan: Plan, on_submission: int, meaning: FormMeaning) -> None:
    at = {key: a1(row, column) for key, column in _AT.items()}
    column = plan.column(Ask.ACTUAL)
    actual = absolute_area(SUBMISSION, Range(on_submission, column, on_submission, column))
    known, measure = meaning.of(line), line.indicator.measure
    figure = replace(looks.FIGURE, number_format=measure.number_format, size=9.5)
    numbers = f"AND(ISNUMBER({at[Rated.NUMERATOR]}),ISNUMBER({at[Rated.DENOMINATOR]}))"
    share = f"{at[Rated.NUMERATOR]}/{at[Rated.DENOMINATOR]}"
    made = f'IF({numbers},IF({at[Rated.DENOMINATOR]}=0,"÷ 0",{share}),"")'
    shown: dict[str, tuple[Content, Style]] = {
        Rated.ID: (line.id, replace(looks.ID, wrap=False)),
        Rated.INDICATOR: (line.marked_label, replace(looks.CELL, size=9.5, bold=True)),
        Rated.ABOVE: (known.numerator, _WORDS),
        Rated.NUMERATOR: (None, _NUMBER),
        Rated.BELOW: (known.denominator, _WORDS),
        Rated.DENOMINATOR: (None, _NUMBER),
        Rated.MADE: (Formula(made), figure),
        Rated.ACTUAL: (Formula(f'IF({actual}="","",{actual})'), figure),
        Rated.STATUS: (_said(at, actual, measure.decimals, _STATUSES), looks.PADDED),
        Rated.HINT: (_said(at, actual, measure.decimals, _HINTS), _WORDS),
    }
    for key, (content, style) in shown.items():
        page.put(row, _AT[key], content, style)


def _said(at: dict[str, str], actual: str, decimals: int, says: _Says) -> Formula:
    """What is said while something is missing, is wrong, or is done; NA with nothing beside it is done.

    Excel's ROUND goes away from zero at a half, as the report prints.
    """
    above, below = at[Rated.NUMERATOR], at[Rated.DENOMINATOR]
    none = f'AND({trimmed_text(actual)}="NA",{trimmed_text(above)}="",{trimmed_text(below)}="")'
    words = (
        f'OR(AND({trimmed_text(above)}<>"",NOT(ISNUMBER({above}))),'
        f'AND({trimmed_text(below)}<>"",NOT(ISNUMBER({below}))))'
    )
    missing = f"NOT(AND(ISNUMBER({above}),ISNUMBER({below}),ISNUMBER({actual})))"
    # A percentage typed without its sign stands there a hundred times as large, and is read as the same.
    plain, signed = (f"ROUND({above}/{below}*{times},{decimals + less})" for times, less in ((100, 0), (1, 2)))
    same = f"OR({signed}=ROUND({actual},{decimals + 2}),{plain}=ROUND({actual},{decimals}))"
    text = (
        f"IF({none},{quote(says.none)},IF({words},{quote(says.words)},IF({missing},{quote(says.missing)},"
        f"IF({below}=0,{quote(says.zero)},IF({same},{quote(says.done)},{quote(says.different)})))))"
    )
    return Formula(text, says.missing)


def _rules(page: Page, last: int) -> None:
    for key, title in ((Rated.NUMERATOR, "Numerator"), (Rated.DENOMINATOR, "Denominator")):
        cell = a1(FIRST_BELOW, _AT[key])
        page.rules.append(
            ConditionalRule(
                Range(FIRST_BELOW, _AT[key], last, _AT[key]),
                "custom",
                value=f"=ISNUMBER({cell})",
                prompt_title=title,
                prompt="As it was counted, without rounding; what it counts stands to the left. "
                "Leave it empty where the percentage is NA.",
                error_title="A number",
                error="This is no number. Type what was counted, without words; leave it empty where there is none.",
            )
        )
