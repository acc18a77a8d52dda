"""A day that somebody wrote as text."""

from __future__ import annotations

import re
from datetime import date

from pmr_xl.model.quick.pattern import pattern

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


def day_written(text: str) -> date | None:
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


def is_sure(text: str, day: date) -> bool:
    """Whether a text that writes ``day`` can have meant no other: of two small numbers either may be the month."""
    return not _AMERICAN.fullmatch(text) or day.day > _MONTHS or day.day == day.month
