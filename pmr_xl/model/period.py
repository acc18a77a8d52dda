"""Fiscal years and the periods that figures speak of.

A New York City fiscal year runs from July to June and is named for the year in which it ends.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Self

from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

_CODE = pattern(r"FY(?P<year>\d{2}|\d{4})(?:-(?P<kind>[TM])(?P<month>\d{1,2}))?", re.ASCII)
_YEAR = pattern(r"(?:FY ?)?(?:20)?(\d\d)", re.ASCII | re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 2003, 2099  # months of the City's series begin with the first; two digits end with the last
JULY, DECEMBER = 7, 12
OCTOBER_IN_FISCAL_YEAR = 4


def day_in_words(day: date) -> str:
    """``September 17, 2026``."""
    return f"{day:%B} {day.day}, {day.year}"


def year_in(text: str) -> int | None:
    """The fiscal year that a word names (2026, FY26, 26); None where it names none."""
    named = _YEAR.fullmatch(text.strip())
    return None if named is None else 2000 + int(named[1])


def fiscal_year_of(day: date) -> int:
    """The fiscal year a calendar day falls in: 2025-07-01 is in fiscal year 2026."""
    return day.year + 1 if day.month >= JULY else day.year


class Span(StrEnum):
    """How much of a fiscal year a figure covers."""

    YEAR = "year"
    TO_DATE = "to_date"  # July up to and including a month
    MONTH = "month"


class _YearSpanMonth(NamedTuple):
    year: int
    span: Span = Span.YEAR
    month: int = DECEMBER


class Period(_YearSpanMonth):
    """The time one figure speaks of: a fiscal year, the year to date, or one month.

    A tuple, because figures are looked up by period, thousands at a time.

    Attributes:
        year: four-digit fiscal year.
        span: how much of it.
        month: fiscal month 1 (July) to 12 (June); 12 for a whole year.
    """

    __slots__ = ()

    def __new__(cls, year: int, span: Span = Span.YEAR, month: int = DECEMBER) -> Self:
        """That period. Raises ValueError for a month that no year has."""
        if not 1 <= month <= DECEMBER:
            raise ValueError(f"A fiscal month is 1 (July) to 12 (June), not {month}.")
        return super().__new__(cls, year, span, month)

    @property
    def code(self) -> str:
        """Stable short form: ``FY26``, ``FY26-T04`` (July to October), ``FY26-M04`` (October)."""
        base = f"FY{self.year % 100:02d}"
        if self.span is Span.YEAR:
            return base
        return f"{base}-{'T' if self.span is Span.TO_DATE else 'M'}{self.month:02d}"

    @property
    def label(self) -> str:
        """As a column heading says it: ``FY26``, ``FY26 4-month``, ``Oct 2025``."""
        base = f"FY{self.year % 100:02d}"
        if self.span is Span.YEAR:
            return base
        if self.span is Span.TO_DATE:
            return f"{base} {self.month}-month"
        return f"{self.last_day:%b %Y}"

    @property
    def last_day(self) -> date:
        """The last calendar day of the period."""
        calendar_month = (self.month + JULY - 2) % 12 + 1
        calendar_year = self.year if calendar_month < JULY else self.year - 1
        first_of_next = date(calendar_year + (calendar_month == DECEMBER), calendar_month % 12 + 1, 1)
        return date.fromordinal(first_of_next.toordinal() - 1)

    @property
    def words(self) -> str:
        """In a sentence: ``fiscal 2026``, ``July to October 2025``, ``November 2025``."""
        if self.span is Span.YEAR:
            return f"fiscal {self.year}"
        if self.span is Span.MONTH or self.month == 1:
            return f"{self.last_day:%B %Y}"
        first = "July" if self.last_day.year < self.year else f"July {self.year - 1}"
        return f"{first} to {self.last_day:%B %Y}"

    def back(self, years: int = 1) -> Period:
        """The same period, ``years`` fiscal years earlier."""
        return Period(self.year - years, self.span, self.month)

    def months_back(self, months: int = 1) -> Period:
        """As much of a year, so many months earlier: before July comes the June of the fiscal year before."""
        place = self.year * DECEMBER + self.month - 1 - months
        return Period(place // DECEMBER, self.span, place % DECEMBER + 1)

    @classmethod
    def parse(cls, code: str) -> Period:
        """Read :attr:`code` back. Two-digit years are 2000 to 2099. Raises ValueError on anything else."""
        return _period(code)


@lru_cache(maxsize=1024)  # a record says the same few codes thousands of times
def _period(code: str) -> Period:
    """The period of that code."""
    found = _CODE.fullmatch(code.strip())
    if found is None:
        raise ValueError(f"“{code}” is not a period; FY26, FY26-T04 and FY26-M04 are.")
    year = int(found["year"])
    year += 2000 if year < 100 else 0  # noqa: PLR2004 - two digits
    if found["kind"] is None:
        return Period(year)
    return Period(year, Span.TO_DATE if found["kind"] == "T" else Span.MONTH, int(found["month"]))
