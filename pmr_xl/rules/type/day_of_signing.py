"""A day of signing that Excel does not know as a date, or that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmr_xl.model.finding import Repair, Severity
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.day import day_signed, days_around, due_of, serial_of

DATE_FORMAT = "mmmm d, yyyy"


@rule(
    "TYP-006",
    Severity.QUERY,
    "{where} holds {found}{why}; the day of signing is needed.",
    fix="Type the day {example}; Excel makes a date of it.",
    yields_to=("TYP-018", "TYP-020"),
)
def day_of_signing(submission: Submission) -> Iterator[Spot]:
    """A day of signing that is text, no day of the calendar, or far from the report."""
    entered = submission.certification.get("date")
    if entered is None or entered.empty:
        return
    first, last = days_around(submission)
    signed, sure = _as_text(entered.text) if entered.raw else (day_signed(submission), True)
    example = f"of signing, such as {_typed(due_of(submission))}"
    if signed is None:
        yield spot(entered, expected="a date", why=", which is no day of the calendar", example=example)
    elif entered.raw:
        same = Repair(entered.raw, serial_of(signed, submission), f"the same day, {day_in_words(signed)}", DATE_FORMAT)
        repair = same if sure and first <= signed <= last else None
        why = ", which is text and no date"
        yield spot(entered, expected="a date", why=why, repair=repair, example=f"as {_typed(signed)}")
    elif not first <= signed <= last:
        why = ", far from the report’s own time"
        yield spot(entered, found=day_in_words(signed), expected="a date", why=why, example=example)


def _as_text(text: str) -> tuple[date | None, bool]:
    """The day that a text writes, and whether it can be no other: which of two small numbers is the month is asked."""
    from pmr_xl.model.display.day_written import day_written, is_sure  # most days are dates, which need no reading

    day = day_written(text)
    return day, day is not None and is_sure(text, day)


def _typed(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"
