"""Which day a text promises a figure for: the last day of what it says, so that nobody is called late too early."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from pmr_xl.model.quick.pattern import pattern

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10,
    "twelve": 12,
}  # fmt: skip
_SEASONS = {"spring": 6, "summer": 9, "fall": 12, "autumn": 12, "winter": 3}  # the last month of each
_QUARTERS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_LONGEST_YEAR = 2  # digits of a year without its century


def promised_day(text: str, said_on: date) -> date | None:
    """The last day that a text means: of a day itself, of a month, quarter, season or year; None where it says none.

    Args:
        said_on: when it was said: ``December`` is the next one from then on, ``in six weeks`` counts from it.
    """
    plain = " ".join(text.casefold().split())
    found = [day for reading in _READINGS for day in reading(plain, said_on)]
    return max(found) if found else None


def _iso(text: str, _said_on: date) -> list[date]:
    return _days((int(y), int(m), int(d)) for y, m, d in re.findall(r"\b(20\d\d)-(\d\d?)-(\d\d?)\b", text, re.ASCII))


def _american(text: str, _said_on: date) -> list[date]:
    found = re.findall(r"\b(\d\d?)/(\d\d?)/(20\d\d|\d\d)\b", text, re.ASCII)
    return _days((_year(y), int(m), int(d)) for m, d, y in found)


def _by_month(text: str, said_on: date) -> list[date]:
    """``December 2026``, ``December 15, 2026``, ``15 December``, ``mid-December``, ``December``."""
    found = []
    for one in _NAMED.finditer(text):
        month = _MONTHS.index(one["month"][:3]) + 1
        day = int(one["day"] or one["before"] or 0)
        year = int(one["year"]) if one["year"] else 0
        bare = one["month"] == "may" and not (day or year)
        if bare and not _BEFORE_MAY.search(text[: one.start()]):
            continue  # “the figure may be known”
        if not year:
            year = said_on.year + (month < said_on.month)
        found += _days([(year, month, day or monthrange(year, month)[1])])
    return found


def _by_quarter(text: str, said_on: date) -> list[date]:
    """A quarter of a calendar year, or of a fiscal one that begins in July."""
    found = []
    for one in _QUARTER.finditer(text):
        quarter = int(one["q"]) if one["q"] else _QUARTERS[one["word"]]
        if one["fy"]:
            year = _year(one["fy"])
            months = {1: (year - 1, 9), 2: (year - 1, 12), 3: (year, 3), 4: (year, 6)}
            found.append(_end(*months[quarter]))
        elif one["year"] or one["word"]:
            year = int(one["year"]) if one["year"] else said_on.year
            end = _end(year, 3 * quarter)
            found.append(end if one["year"] or end >= said_on else _end(year + 1, 3 * quarter))
    return found


def _by_season(text: str, said_on: date) -> list[date]:
    found = []
    for word, year in re.findall(r"\b(spring|summer|fall|autumn|winter)\b(?: of)?(?: (20\d\d))?", text, re.ASCII):
        month = _SEASONS[word]
        end = _end(int(year) if year else said_on.year, month)
        found.append(end if year or end >= said_on else _end(said_on.year + 1, month))
    return found


def _by_fiscal_year(text: str, _said_on: date) -> list[date]:
    if _QUARTER.search(text):
        return []
    return [
        _end(_year(year), 6) for year in re.findall(r"\b(?:fy|fiscal(?: year)?) ?'?(20\d\d|\d\d)\b", text, re.ASCII)
    ]


def _from_then_on(text: str, said_on: date) -> list[date]:
    """``in six weeks``, ``within 2 months``, ``next month``."""
    found = []
    for one in re.finditer(r"\b(?:in|within) (?:about )?(\d{1,2}|[a-z]+) (week|month)s?\b", text, re.ASCII):
        count = int(one[1]) if one[1].isdecimal() else _NUMBERS.get(one[1], 0)
        if count:
            found.append(said_on + timedelta(weeks=count) if one[2] == "week" else _months_on(said_on, count))
    if re.search(r"\bnext month\b", text):
        following = _months_on(said_on, 1)
        found.append(_end(following.year, following.month))
    return found


_NAMED = pattern(
    rf"(?:\b(?P<before>\d\d?)(?:st|nd|rd|th)? (?:of )?)?\b{_MONTH}"
    r"(?:,? (?P<day>\d\d?)(?:st|nd|rd|th)?\b(?!:))?(?:,? (?:of )?(?P<year>20\d\d)\b)?",
    re.ASCII,
)
_BEFORE_MAY = pattern(r"(?:in|by|until|of|end|mid|late|early)[ -]$")
_QUARTER = pattern(
    r"\b(?:q(?P<q>[1-4])|(?P<word>first|1st|second|2nd|third|3rd|fourth|4th) quarter)"
    r"(?:,? (?:of )?(?:(?:fy|fiscal(?: year)?) ?'?(?P<fy>20\d\d|\d\d)|(?:calendar )?(?P<year>20\d\d)))?\b",
    re.ASCII,
)
_READINGS: tuple[Callable[[str, date], list[date]], ...] = (
    *(_iso, _american, _by_month, _by_quarter, _by_season, _by_fiscal_year, _from_then_on),
)


def _days(found: object) -> list[date]:
    days = []
    for year, month, day in found:  # type: ignore[attr-defined]  # any kind of row of three numbers
        try:
            days.append(date(year, month, day))
        except ValueError:  # such as 31 June: no day is said
            continue
    return days


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == _LONGEST_YEAR else 0)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _months_on(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
