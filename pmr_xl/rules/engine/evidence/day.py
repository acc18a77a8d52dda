"""The day of signing: a number of days, as Excel keeps dates."""

from __future__ import annotations

from datetime import date, timedelta

from pmr_xl.model.submission import Submission

_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_SERIAL = 110_000  # in the year 2201: a number beyond is no date
_LAST_DAY = date.max.toordinal()
_A_YEAR = 366  # days, the longest: a form is signed in the fiscal year it asks for, or within a year of its due date


def due_of(submission: Submission, extended: date | None = None) -> date:
    """The day the form was to be sent back by: what is stamped on it, else the day the report itself is due.

    Args:
        extended: the day that counts in the stamp's place, where the agency was given one of its own.
    """
    if extended is not None:
        return extended
    try:
        return date.fromisoformat(submission.stamp.due)
    except ValueError:
        return submission.edition.due


def day_signed(submission: Submission) -> date | None:
    """The day in the certification; None where no number stands there that can be a day."""
    entered = submission.certification.get("date")
    value = None if entered is None or entered.cell is None else entered.cell.value
    if not isinstance(value, float) or not 0 < value < _LAST_SERIAL:
        return None
    return (_DAY_ZERO_1904 if submission.book.date1904 else _DAY_ZERO) + timedelta(days=int(value))


def days_around(submission: Submission) -> tuple[date, date]:
    """The first and the last day on which a form of this edition can have been signed."""
    last = due_of(submission).toordinal() + _A_YEAR
    return date(submission.edition.year - 1, 7, 1), date.fromordinal(min(last, _LAST_DAY))


def serial_of(day: date, submission: Submission) -> float:
    """The number Excel keeps for a day in this workbook."""
    return float((day - (_DAY_ZERO_1904 if submission.book.date1904 else _DAY_ZERO)).days)
