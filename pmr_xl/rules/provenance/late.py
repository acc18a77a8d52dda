"""A submission signed after its due date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.rule import Spot, rule, spot

_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_SERIAL = 110_000  # in the year 2201: a number beyond is no date


@rule(
    "PRV-002",
    Severity.INFO,
    "{where}: the submission is signed on {signed}, {days} after it was due on {due}.",
    fix="Nothing can be mended; the report’s office knows that these figures came late.",
    yields_to=("PRV-001",),
)
def late(submission: Submission) -> Iterator[Spot]:
    """The day of the certification is after the day the form was due."""
    entered = submission.certification.get("date")
    value = None if entered is None or entered.cell is None else entered.cell.value
    if entered is None or not isinstance(value, float) or not 0 < value < _LAST_SERIAL:
        return
    zero = _DAY_ZERO_1904 if submission.book.date1904 else _DAY_ZERO
    signed, due = zero + timedelta(days=int(value)), submission.edition.due
    if signed > due:
        days = (signed - due).days
        yield spot(
            entered,
            found=_day(signed),
            expected=f"by {_day(due)}",
            signed=_day(signed),
            due=_day(due),
            days=f"{days} day{'' if days == 1 else 's'}",
        )


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
