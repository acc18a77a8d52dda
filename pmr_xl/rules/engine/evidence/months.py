"""What the rules about monthly figures share: a row's month and year to date, and how a month is spoken of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.fytd import ToDate, year_to_date_before
from pmr_xl.analysis.variance import variance_of
from pmr_xl.model.entry import Ask, Entered, Entry
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Unit
from pmr_xl.model.numbers.written_out import written_out
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.evidence.unexplained_message import hypothesis


class Reported(NamedTuple):
    """One row of a monthly form: the month, the year to date, and what is known of the year before the month."""

    entry: Entry
    month: Entered
    total: Entered
    year: ToDate


def reported_rows(submission: Submission, past: Past) -> Iterator[Reported]:
    """The rows of a monthly form that have both columns; nothing of another form."""
    if not submission.edition.monthly:
        return
    for entry in submission.entries:
        month, total = entry.entered.get(Ask.ACTUAL), entry.entered.get(Ask.TO_DATE)
        if month is not None and total is not None:
            yield Reported(entry, month, total, year_to_date_before(submission, entry, past))


def month_words(unusual: Comparison) -> dict[str, str]:
    """Words of a message that are others for a month: it stands beside last month and the same month last year."""
    if not unusual.context.monthly:
        return {"periods": "years"}
    beside = [period for period in (*unusual.beside[-1:], unusual.context.last_year) if period in unusual.published]
    told = " and ".join(_against(unusual, period) for period in dict.fromkeys(beside))
    guess = hypothesis(unusual.actual, unusual.earlier).replace("last year’s", "the last month’s")
    return {"periods": "months", "change": told, "perhaps": guess}


def _against(unusual: Comparison, period: Period) -> str:
    measure, figure = unusual.indicator.measure, unusual.published[period]
    one = variance_of(unusual.actual, figure, unusual.indicator.desired_direction, "")
    shown = f"{measure.show(figure)} in {period.label}"
    if one.delta is None:
        return f"after {shown}"
    if measure.unit is Unit.PERCENT:
        return f"{written_out(measure.round(one.delta), '+,')} percentage points against {shown}"
    return f"after {shown}" if one.share is None else f"{one.percent} against {shown}"


def number(entered: Entered) -> Decimal | None:
    """The number that stands there; None for a sign, a text or nothing."""
    return entered.figure if isinstance(entered.figure, Decimal) else None
