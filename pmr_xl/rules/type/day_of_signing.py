"""A day of signing that Excel does not know as a date, or that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pmr_xl.model.finding import Repair, Severity
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.day import day_signed, days_around, due_of, serial_of

_ISO = pattern(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", re.ASCII)
_NAMES = (
    "Jan(?:uary)?", "Feb(?:ruary)?", "Mar(?:ch)?", "Apr(?:il)?", "May", "June?", "July?", "Aug(?:ust)?",
    "Sept?(?:ember)?", "Oct(?:ober)?", "Nov(?:ember)?", "Dec(?:ember)?",
)  # fmt: skip
_MONTH_NAMES = {name[:3].casefold(): number for number, name in enumerate(_NAMES, start=1)}
_ANY_MONTH = "|".join(_NAMES)
_NAMED = (  # compiled where a day is written in words: hardly ever
    rf"(?:(?P<month>{_ANY_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
    rf"|(?P<before>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<after>{_ANY_MONTH})\.?,?[\s-]+)(?P<year>\d{{4}}|\d{{2}})"
)
_CENTURY = 100
_AMERICAN = pattern(r"(?P<month>\d{1,2})[/-](?P<day>\d{1,2})[/-](?P<year>\d{4})", re.ASCII)
_MONTHS = 12
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
    signed = _day_of(entered.text) if entered.raw else day_signed(submission)
    example = f"of signing, such as {_typed(due_of(submission))}"
    if signed is None:
        yield spot(entered, expected="a date", why=", which is no day of the calendar", example=example)
    elif entered.raw:
        # Which of two small numbers is the month is asked, not guessed.
        sure = not _AMERICAN.fullmatch(entered.text) or signed.day > _MONTHS or signed.day == signed.month
        same = Repair(entered.raw, serial_of(signed, submission), f"the same day, {day_in_words(signed)}", DATE_FORMAT)
        repair = same if sure and first <= signed <= last else None
        why = ", which is text and no date"
        yield spot(entered, expected="a date", why=why, repair=repair, example=f"as {_typed(signed)}")
    elif not first <= signed <= last:
        why = ", far from the report’s own time"
        yield spot(entered, found=day_in_words(signed), expected="a date", why=why, example=example)


def _typed(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _day_of(text: str) -> date | None:
    """The day a text writes, in numbers with months before days as the form asks; None where there is no such day."""
    found = _ISO.fullmatch(text) or _AMERICAN.fullmatch(text)
    if found is None and (named := re.fullmatch(_NAMED, text, re.ASCII | re.IGNORECASE)):
        return _named_day(named)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:
        return None


def _named_day(found: re.Match[str]) -> date | None:
    """The day of a text that spells out its month; a year of two digits is of this century."""
    month = _MONTH_NAMES.get((found["month"] or found["after"])[:3].casefold(), 0)
    year = int(found["year"])
    try:
        return date(year if year >= _CENTURY else 2000 + year, month, int(found["day"] or found["before"]))
    except ValueError:
        return None
