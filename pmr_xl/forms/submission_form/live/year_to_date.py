"""The monthly form's year to date: when it may stay empty, when it cannot be right, and what its row says about it."""

from __future__ import annotations

from pmr_xl.analysis.fytd import ToDate
from pmr_xl.forms.submission_form.live.formula import Wrong, bare, number_text, scaled
from pmr_xl.forms.submission_form.live.limits import KnownFigures
from pmr_xl.forms.submission_form.plan import FIRST_BELOW, RESTATEMENT_ROWS, RESTATEMENTS, Plan, fixed
from pmr_xl.model.book.places import Range
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.indicator import Aggregation, Indicator
from pmr_xl.model.measure import Unit
from pmr_xl.model.submission import Ask

MISSING = "The year to date is missing: nothing says how it could be worked out."
_AMISS = "The year to date does not go with the months"
_RESTATED = fixed(RESTATEMENTS, Range(FIRST_BELOW, 1, FIRST_BELOW + RESTATEMENT_ROWS - 1, 1))


def wrong(plan: Plan, row: int, known: KnownFigures, faults: list[Wrong]) -> list[str]:
    """Conditions, any of which says that the year to date is to correct; none in a form that does not ask for it."""
    if known.to_date is None:
        return []
    cell = plan.cell(Ask.TO_DATE, row)
    conditions = [f'NOT(OR(ISNUMBER({cell}),{bare(cell)}="",EXACT({bare(cell)},"NA")))']
    if limits := [one.condition for one in faults]:
        conditions.append(f"IF(ISNUMBER({cell}),OR({','.join(limits)}),FALSE)")
    if amiss := _amiss(plan, row, known):
        conditions.append(amiss)
    return conditions


def missing(plan: Plan, row: int, known: KnownFigures) -> list[str]:
    """The condition that a year to date is still to be typed, where it cannot be worked out."""
    if known.to_date is None or not known.to_date.needed:
        return []
    return [f'AND(ISNUMBER({plan.cell(Ask.ACTUAL, row)}),{bare(plan.cell(Ask.TO_DATE, row))}="")']


def hints(plan: Plan, row: int, known: KnownFigures) -> list[tuple[str, str]]:
    """While the row is to be corrected: the condition that the year to date is what is wrong, and what to say then."""
    amiss = _amiss(plan, row, known)
    if known.to_date is None or not amiss:
        return []
    show, known_year = known.indicator.measure.show, known.to_date
    told = "; it is the month’s own figure here."
    if known_year.bases and known_year.how is Aggregation.SUM and not known_year.own:
        told = f": before this month it was {show(known_year.bases[-1][0])}. Correct one, or restate an earlier month."
    elif known_year.how is Aggregation.AVERAGE and known_year.extent is not None:
        told = f": an average lies between {show(known_year.extent[0])}, {show(known_year.extent[1])} and this month’s."
    elif known_year.how is Aggregation.MAXIMUM:
        told = f": the largest month before was {show(known_year.largest)}."
    return [(amiss, _AMISS + told)]


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
    return f"{cell}*100" if unit is Unit.PERCENT else scaled(cell, unit)


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
