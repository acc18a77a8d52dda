"""One row of the Submission sheet: one indicator, from its schema line and what was published."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from pmr_xl.analysis.comparison import compare
from pmr_xl.analysis.fytd import ToDate
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.figure_content import figure_content
from pmr_xl.forms.paper.fitting import height_of
from pmr_xl.forms.paper.pages import ConditionalRule, Content, Formula, Page, Put, Style
from pmr_xl.forms.submission_form.list_places import TARGET_SIGNS
from pmr_xl.forms.submission_form.live import limits, status, year_to_date
from pmr_xl.forms.submission_form.live.formula import quoted_in
from pmr_xl.forms.submission_form.live.limits import KnownFigures
from pmr_xl.forms.submission_form.live.row_faults import RowFaults
from pmr_xl.forms.submission_form.plan import TO_DO, Plan
from pmr_xl.forms.submission_form.sheets import looks, words
from pmr_xl.model.book.places import Range
from pmr_xl.model.definitions.meaning import NO_MEANING, FormMeaning
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.model.measure import Figure, Measure, Sign
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import TargetKind
from pmr_xl.model.schema.line import Line

_LONGEST = 3  # texts measured: one of the longest needs most lines, and measuring all costs most of a form
_NARROW = 9.5  # points: on one page of letter paper nothing may print smaller than seven
_WORDS = replace(looks.QUIET, size=_NARROW)
_NAME = replace(looks.CELL, size=_NARROW)
_PART, _WHOLE = replace(_NAME, indent=1), replace(_NAME, bold=True)
_GOAL, _FIRST_GOAL = _WORDS, replace(_WORDS, bold=True)
_OPEN = replace(looks.OPEN, size=_NARROW, indent=0)
_CHOSEN = replace(_OPEN, valign="vcenter")
_STATUS = replace(_NAME, indent=1)
_ID = replace(looks.ID, wrap=False)  # collapsed: it makes no row higher
_SIGN = replace(looks.CENTRE, bold=True, colour=theme.NAVY)
_FIGURE = replace(looks.FIGURE, size=_NARROW)
_OPEN_FIGURE = replace(looks.OPEN_FIGURE, size=_NARROW)


@value_class
class FormContext:
    """What the form asks about and shows beside it; the same for every row."""

    plan: Plan
    past: Past
    settings: OfficeSettings
    meaning: FormMeaning = NO_MEANING

    @property
    def edition(self) -> Edition:
        """The edition asked for."""
        return self.plan.edition


def lay_row(page: Page, row: int, line: Line, asked: FormContext, *, new_goal: bool) -> None:
    """Lay one indicator's row, with its data validations; the row's height is the least its hints need."""
    plan, edition, indicator = asked.plan, asked.edition, line.indicator
    history = tuple(asked.past.actual(line.id, period) for period in edition.history)
    last_year = asked.past.actual(line.id, edition.last_year)
    target, target_style = _target_in_force(line, asked)
    published = asked.past.actuals.get(line.id, NOTHING)
    compared = compare(line, None, asked.past, edition, asked.settings)
    known = KnownFigures(
        line,
        asked.settings,
        plan.due_on,
        history=compared.compared_history,
        earlier=compared.earlier,
        possible=compared.possible,
        band=compared.band,
        alike=compared.alike,
        to_date=ToDate.of(indicator, edition, published) if edition.monthly else None,
        asks_new=compared.asks_new,
        target_open=not target_style.locked,
        whole_year=edition.submitted_period.span is Span.YEAR,
        last_year=compared.last_year,
        next_target=asked.past.target(line.id, edition.target_years[1]),
        year_known=isinstance(asked.past.actual(line.id, Period(edition.last_year.year)), Decimal),
    )
    example = known.earlier[-1] if edition.monthly and known.earlier else last_year
    plain = words.hint(indicator, edition, example)
    if known.to_date is not None:
        plain = f"{plain} {year_to_date.in_words(known.to_date)}"
    plain = words.with_meaning(plain, meant := asked.meaning.of(line))
    explain = words.explain_hint(indicator.measure, known.band, *words.compared_with(compared))
    fix = words.like(indicator.measure, example)
    faults = RowFaults.of(plan, row, known)
    shown = {
        Ask.ID: (line.id, _ID),
        Ask.GOAL: (line.goal_mark, _FIRST_GOAL if line.goal_no and line.first else _GOAL),
        Ask.INDICATOR: (line.marked_label, _PART if line.parent else _WHOLE),
        Ask.UNIT: (indicator.unit.short, _WORDS),
        Ask.DIRECTION: (indicator.desired_direction.arrow, _SIGN),
        **{
            period.code: (figure_content(indicator.measure, figure), _figure(_FIGURE, indicator.measure))
            for period, figure in zip(edition.history, history, strict=True)
        },
        Ask.ACTUAL: (None, _figure(_OPEN_FIGURE, indicator.measure)),
        Ask.REASON: (None, _CHOSEN),
        Ask.TARGET: (target, target_style),
        **_asked_besides(line, asked),
        Ask.EXPLANATION: (None, _OPEN),
        Ask.STATUS: (
            Formula(status.status_formula(plan, row, known, faults), TO_DO),
            _STATUS,
        ),
        Ask.HINT: (Formula(status.hint_formula(plan, row, known, faults, (plain, explain, fix)), plain), _WORDS),
    }
    for key, (what, style) in shown.items():
        page.put(row, plan.column(key), what, looks.with_top(style, heavy=new_goal))
    # The row must also hold the longer hints that may come.
    width, what = page.widths[plan.column(Ask.HINT)], page.cells[row, plan.column(Ask.HINT)].content
    texts = sorted(set(quoted_in(what.text)), key=len)[-_LONGEST:] if isinstance(what, Formula) else ()
    page.heights[row] = max(height_of(Put(text, _WORDS), width) for text in texts)
    _row_rules(page, row, line, asked, known)
    if meant.texts:
        at = plan.column(Ask.INDICATOR)
        told = words.meaning_prompt(meant)
        page.rules.append(ConditionalRule(Range(row, at, row, at), "any", prompt_title="What it means", prompt=told))


def _asked_besides(line: Line, asked: FormContext) -> dict[str, tuple[Content, Style]]:
    """The year to date in a monthly form, next year's target in the others."""
    indicator, edition = line.indicator, asked.edition
    besides: dict[str, tuple[Content, Style]] = {}
    if edition.to_date is not None:
        besides[Ask.TO_DATE] = None, _figure(_OPEN_FIGURE, indicator.measure)
    if edition.asks_targets:
        target = figure_content(indicator.target_measure, _target_asked(line, asked))
        besides[Ask.NEXT_TARGET] = target, _figure(_OPEN_FIGURE, indicator.target_measure)
    return besides


@lru_cache(maxsize=256)  # a form has few kinds of figures
def _figure(style: Style, measure: Measure) -> Style:
    return replace(style, number_format=measure.number_format)


def _target_in_force(line: Line, asked: FormContext) -> tuple[Content, Style]:
    """The target in force, locked; open where the record has none to show and the form asks for targets."""
    measure = line.indicator.target_measure
    figure = asked.past.target(line.id, asked.edition.target_years[0])
    if figure is None and line.indicator.target.kind is TargetKind.NONE:
        figure = Sign.NONE
    locked = figure is not None or not asked.edition.asks_targets
    return figure_content(measure, figure), _figure(_FIGURE if locked else _OPEN_FIGURE, measure)


def _target_asked(line: Line, asked: FormContext) -> Figure | None:
    """What the target asked for starts from: last published for that year, else the one in force, else none."""
    this, following = asked.edition.target_years
    figure = asked.past.target(line.id, following)
    figure = asked.past.target(line.id, this) if figure is None else figure
    if figure is None and line.indicator.target.kind is TargetKind.NONE:
        return Sign.NONE
    return figure


def _row_rules(page: Page, row: int, line: Line, asked: FormContext, known: KnownFigures) -> None:
    plan, indicator = asked.plan, line.indicator
    last_year = asked.past.actual(line.id, asked.edition.last_year)
    cell = plan.cell(Ask.ACTUAL, row)
    page.rules.append(
        ConditionalRule(
            Range(row, plan.column(Ask.ACTUAL), row, plan.column(Ask.ACTUAL)),
            "custom",
            value=limits.actual_validation(cell, known),
            prompt_title=words.prompt_title(plan.heading(Ask.ACTUAL), line.goal_no),
            prompt=words.prompt(indicator, asked.edition, last_year),
            error_title="Is this right?" if limits.asks_instead(indicator) else "A number, or NA",
            error=words.refusal(indicator, last_year, known.possible),
            error_type="warning" if limits.asks_instead(indicator) else "stop",
        )
    )
    if known.to_date is not None:
        _to_date_rule(page, row, line, asked, known, known.to_date)
    for key in (Ask.TARGET, Ask.NEXT_TARGET) if asked.edition.asks_targets else ():
        at = plan.column(key)
        if not page.cells[row, at].style.locked:
            page.rules.append(
                ConditionalRule(
                    Range(row, at, row, at),
                    "list",
                    source=f"={TARGET_SIGNS}",
                    prompt_title=plan.heading(key),
                    prompt=words.target_prompt(indicator),
                    refuses=False,
                )
            )


def _to_date_rule(page: Page, row: int, line: Line, asked: FormContext, known: KnownFigures, to_date: ToDate) -> None:
    plan, indicator, at = asked.plan, line.indicator, asked.plan.column(Ask.TO_DATE)
    last = asked.past.actual(line.id, period.back()) if (period := asked.edition.to_date) else None
    page.rules.append(
        ConditionalRule(
            Range(row, at, row, at),
            "custom",
            value=limits.actual_validation(plan.cell(Ask.TO_DATE, row), known),
            prompt_title=plan.heading(Ask.TO_DATE),
            prompt=year_to_date.prompt(indicator, asked.edition, to_date),
            error_title="Is this right?" if limits.asks_instead(indicator) else "A number",
            error=words.refusal(indicator, last, known.possible),
            error_type="warning" if limits.asks_instead(indicator) else "stop",
        )
    )
