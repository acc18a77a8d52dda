"""The monthly form's year to date: when it may stay empty, when it cannot be right, and what its row says about it."""

from __future__ import annotations

from decimal import Decimal

from pmr_xl.analysis.fytd import ToDate
from pmr_xl.forms.submission_form.live.formula import (
    Expression,
    Wrong,
    comparable_number,
    message_formula,
    number_text,
    quote,
    trimmed_text,
)
from pmr_xl.forms.submission_form.live.limits import KnownFigures
from pmr_xl.forms.submission_form.plan import FIRST_BELOW, RESTATEMENT_ROWS, RESTATEMENTS, Plan, absolute_area
from pmr_xl.model.book.places import Range
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Unit
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.rules.arithmetic import year_to_date as rule

_RESTATED = absolute_area(RESTATEMENTS, Range(FIRST_BELOW, 1, FIRST_BELOW + RESTATEMENT_ROWS - 1, 1))


def wrong_conditions(plan: Plan, row: int, known: KnownFigures, faults: list[Wrong]) -> list[str]:
    """Conditions, any of which says that the year to date is to correct; none in a form that does not ask for it."""
    if known.to_date is None:
        return []
    cell = plan.cell(Ask.TO_DATE, row)
    conditions = [f'NOT(OR(ISNUMBER({cell}),{trimmed_text(cell)}="",EXACT({trimmed_text(cell)},"NA")))']
    if limits := [one.condition for one in faults]:
        conditions.append(f"IF(ISNUMBER({cell}),OR({','.join(limits)}),FALSE)")
    if amiss := _amiss(plan, row, known):
        conditions.append(amiss)
    return conditions


def missing_conditions(plan: Plan, row: int, known: KnownFigures) -> list[str]:
    """The condition that a year to date is still to be typed, where it cannot be worked out."""
    if known.to_date is None or not known.to_date.needed:
        return []
    return [f'AND(ISNUMBER({plan.cell(Ask.ACTUAL, row)}),{trimmed_text(plan.cell(Ask.TO_DATE, row))}="")']


def wrong_year_to_date(plan: Plan, row: int, known: KnownFigures) -> list[Wrong]:
    """The year to date that does not go with its months, in the words of the rule that finds it."""
    condition, year = _amiss(plan, row, known), known.to_date
    if year is None or not condition:
        return []
    measure, month = known.indicator.measure, plan.cell(Ask.ACTUAL, row)

    def shown(cell: str) -> Expression:
        return Expression(f"TEXT({cell},{quote(measure.number_format)})")

    def stored(figure: Decimal) -> str:
        return number_text(measure.to_cell(figure))

    if year.how is Aggregation.AVERAGE and year.extent is not None and not year.own:
        least, most = (stored(end) for end in year.extent)
        ends = {"least": shown(f"MIN({month},{least})"), "most": shown(f"MAX({month},{most})")}
        return [Wrong(condition, message_formula(rule.WITHIN, **ends))]
    if year.own:
        return [
            Wrong(condition, message_formula(rule.THE_MONTH if year.months else rule.BEGINS, expected=shown(month)))
        ]
    if year.how is Aggregation.MAXIMUM and year.largest is not None:
        return [Wrong(condition, message_formula(rule.LARGEST, expected=shown(f"MAX({month},{stored(year.largest)})")))]
    before = year.bases[-1][0]
    expected = shown(f"({stored(before)}+{month})")
    return [
        Wrong(
            condition, message_formula(rule.ADDED, before=measure.show(before), month=shown(month), expected=expected)
        )
    ]


def _amiss(plan: Plan, row: int, known: KnownFigures) -> str:
    """The condition that month and year to date do not go together: the bounds of rule ARI-001, as a formula.

    A row that restates an earlier month is left to the rule, which knows the new figure.
    """
    year = known.to_date
    if year is None or not known.mends("ARI-001"):
        return ""
    unit = known.indicator.unit
    month, total = (_figure(plan.cell(key, row), unit) for key in (Ask.ACTUAL, Ask.TO_DATE))
    slack = number_text(float(year.half))
    if year.own:
        amiss = f"ABS({total}-{month})>{slack}"
    elif year.how is Aggregation.SUM and year.bases:
        sums = [
            f"ABS({total}-{month}-{number_text(float(base))})>{number_text(float(hidden))}"
            for base, hidden in year.bases
        ]
        amiss = f"AND({','.join(sums)})" if len(sums) > 1 else sums[0]
    elif year.how is Aggregation.MAXIMUM and year.largest is not None:
        amiss = f"ABS({total}-MAX({month},{number_text(float(year.largest))}))>{slack}"
    elif year.how is Aggregation.AVERAGE and year.extent is not None:
        least, most = (number_text(float(end)) for end in year.extent)
        amiss = f"OR({total}<MIN({month},{least})-{slack},{total}>MAX({month},{most})+{slack})"
    else:
        return ""
    cells = [plan.cell(key, row) for key in (Ask.ACTUAL, Ask.TO_DATE)]
    numbers = f"ISNUMBER({cells[0]}),ISNUMBER({cells[1]}),COUNTIF({_RESTATED},{plan.cell(Ask.ID, row)})=0"
    return f"IF(AND({numbers}),{amiss},FALSE)"


def _figure(cell: str, unit: Unit) -> str:
    """The cell as a figure in its unit: percentage points, seconds."""
    return f"{cell}*100" if unit is Unit.PERCENT else comparable_number(cell, unit)


def in_words(to_date: ToDate) -> str:
    """What the row's hint says of the year to date."""
    if to_date.needed:
        return "Type the year to date too."
    if not to_date.months:
        return "The year to date begins with it: leave it empty."
    own = "the month’s own figure"
    how = {Aggregation.SUM: "the months added up", Aggregation.MAXIMUM: "the largest month"}.get(to_date.how, own)
    if to_date.how is Aggregation.AVERAGE:
        return "Year to date: empty for the plain average of the months, or type the weighted one."
    return f"Year to date: may stay empty; it is {how}."


def prompt(indicator: Indicator, edition: Edition, to_date: ToDate) -> str:
    """The input message of the year to date, at most 255 signs."""
    covered = edition.to_date.words if edition.to_date is not None else ""
    before = f" Before this month: {indicator.measure.show(to_date.before)}." if to_date.before is not None else ""
    return f"{covered}. {in_words(to_date)}{before}"
