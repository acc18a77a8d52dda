"""Editions: one report of one fiscal year, or of one month; with the periods that it is about."""

from __future__ import annotations

import re
from datetime import date

from pmr_xl.model.period import (
    DECEMBER,
    JULY,
    OCTOBER_IN_FISCAL_YEAR,
    Period,
    Span,
    day_in_words,
    fiscal_year_of,
)
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.reports.report import MOST_YEARS, Covers, Report
from pmr_xl.model.reports.standard import STANDARD

__all__ = [
    "DECEMBER",
    "JULY",
    "OCTOBER_IN_FISCAL_YEAR",
    "Edition",
    "Period",
    "Report",
    "Span",
    "day_in_words",
    "fiscal_year_of",
]

_EDITION = pattern(r"(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)-(?P<when>fy.+)", re.ASCII)


@value_class
class Edition:
    """One report of one fiscal year, or of one month: what is asked, what is shown beside it, when it is due.

    The MMR of fiscal 2026 (September 2026) asks for the year FY26 and shows FY22 to FY25; the PMMR of fiscal 2026
    (January 2026) asks for July to October FY26 and shows FY23 to FY25 and the same four months of FY25. Citywide
    Performance Reporting for November 2025 asks for that month and for the year to date, and shows November 2024,
    October 2025, and the years to date that go with the two.

    Attributes:
        month: fiscal month 1 (July) to 12 (June) of a monthly report; 12 for the others, which have one edition a year.
    """

    report: Report
    year: int
    month: int = DECEMBER

    def __post_init__(self) -> None:
        if not 1 <= self.month <= DECEMBER or (self.month != DECEMBER and not self.monthly):
            raise ValueError(f"{self.report.code} has no edition of fiscal month {self.month}.")

    @property
    def monthly(self) -> bool:
        """Whether there is an edition every month."""
        return self.report.monthly

    @property
    def when(self) -> str:
        """The fiscal year, and of a month or a part of it that too: ``FY26``, ``FY26-M05``, ``FY26-T06``."""
        return self.submitted_period.code if self._dated else Period(self.year).code

    @property
    def when_words(self) -> str:
        """The same in words: ``Fiscal 2026``, ``November 2025``."""
        return self.submitted_period.words if self._dated else f"Fiscal {self.year}"

    @property
    def _dated(self) -> bool:
        """Whether its name says of which part of the year it is, as a month's does.

        The PMMR's does not: it was there before there were others.
        """
        return self.monthly or (self.report.covers is Covers.PART and self.report.name not in STANDARD)

    @property
    def title(self) -> str:
        """``MMR Fiscal 2026``, ``CPR November 2025``."""
        return f"{self.report.code} {self.when_words}"

    @property
    def full_title(self) -> str:
        """``Mayor's Management Report, Fiscal 2026``."""
        return f"{self.report.full_name}, {self.when_words}"

    @property
    def code(self) -> str:
        """``MMR-FY26``, ``CPR-FY26-M05``."""
        return f"{self.report.code}-{self.when}"

    @property
    def submitted_period(self) -> Period:
        """The period the agency reports."""
        if self.report.covers is Covers.YEAR:
            return Period(self.year)
        if self.report.covers is Covers.PART:
            return Period(self.year, Span.TO_DATE, self.report.months)
        return Period(self.year, Span.MONTH, self.month)

    @property
    def to_date(self) -> Period | None:
        """The year to date that a monthly report asks for beside its month; None in the others."""
        return Period(self.year, Span.TO_DATE, self.month) if self.monthly else None

    @property
    def asks_targets(self) -> bool:
        """Whether agencies are asked for next year's targets. Monthly reports only show the target in force."""
        return self.report.targets

    @property
    def asks_new(self) -> bool:
        """Whether a figure with nothing to compare it with is to be explained.

        Not in a monthly report: its first month has nothing monthly before it, of any indicator, and that is no news.
        """
        return not self.monthly

    @property
    def full_years(self) -> tuple[Period, ...]:
        """Published full years shown beside the figure asked for, oldest first; none beside a month."""
        years = {Covers.YEAR: MOST_YEARS, Covers.PART: MOST_YEARS - 1}.get(self.report.covers, 0)
        return tuple(Period(self.year - back) for back in range(years, 0, -1))

    @property
    def history(self) -> tuple[Period, ...]:
        """Every published period shown, in column order: four, whatever the report."""
        if self.to_date is not None:
            # What the two figures asked for are looked at beside: a year ago, and a month ago.
            return (
                self.last_year,
                self.submitted_period.months_back(),
                self.to_date.back(),
                self.to_date.months_back(),
            )
        return self.full_years if self.report.whole_year else (*self.full_years, self.submitted_period.back())

    @property
    def last_year(self) -> Period:
        """The same period one year earlier: never a full year against part of one."""
        return self.submitted_period.back()

    @property
    def target_years(self) -> tuple[Period, Period]:
        """The two fiscal years whose targets the report prints."""
        return Period(self.year), Period(self.year + 1)

    @property
    def before(self) -> tuple[Edition, Edition]:
        """The two reports an agency may have said something in already, the one to be believed first last.

        Half a year and a year ago, the older first; of a monthly report the same month last year, then last month.
        """
        if self.monthly:
            return Edition(self.report, self.year - 1, self.month), self.previous
        return self.previous, self.beside or self.previous

    @property
    def beside(self) -> Edition | None:
        """The last edition of the report that comes between two of this one, where there is such a report."""
        other = STANDARD.get(self.report.beside)
        if other is None:
            return None
        here = Edition(other, self.year)
        return (
            here if here.submitted_period.last_day < self.submitted_period.last_day else Edition(other, self.year - 1)
        )

    @property
    def previous(self) -> Edition:
        """The last edition of the same report: a year earlier, of a monthly one a month."""
        if not self.monthly:
            return Edition(self.report, self.year - 1)
        last = self.submitted_period.months_back()
        return Edition(self.report, last.year, last.month)

    @property
    def due(self) -> date:
        """When the report is due: 17 September for the MMR, 30 January for the PMMR (City Charter, section 12).

        Monthly figures are due on the 20th of the month after: no law says so, and an office's calendar may say
        otherwise.
        """
        last = self.submitted_period.last_day
        if not self.report.due_on:
            return date.fromordinal(last.toordinal() + self.report.due_after)
        month, day = map(int, self.report.due_on.split("-"))
        on = date(last.year, month, day)
        return on if on > last else date(last.year + 1, month, day)

    @classmethod
    def parse(cls, code: str) -> Edition:
        """Read :attr:`code` (``MMR-FY26``, ``CPR-FY26-M05``) back. Raises ValueError on anything else.

        A code says of which period a report's edition is; what an office's own report asks and prints its office knows.
        """
        found = _EDITION.fullmatch(code.strip().lower())
        if found is None:
            raise ValueError(f"“{code}” is no edition; MMR-FY26 and CPR-FY26-M05 are.")
        period = Period.parse(found["when"].upper())
        report = STANDARD.get(found["name"]) or _unknown(found["name"], period)
        if report.monthly is not (period.span is Span.MONTH):
            raise ValueError(f"“{code}” names {'no' if report.monthly else 'a'} month; CPR-FY26-M05 and MMR-FY26 are.")
        if period.span is Span.TO_DATE and report in STANDARD.values():
            raise ValueError(f"“{code}” names a part of a year; PMMR-FY26 is one.")
        return cls(report, period.year, period.month if report.monthly else DECEMBER)


def _unknown(name: str, period: Period) -> Report:
    """A report of which no more is known than an edition's code says."""
    covers = {Span.YEAR: Covers.YEAR, Span.TO_DATE: Covers.PART, Span.MONTH: Covers.MONTH}[period.span]
    return Report(name, name.upper(), covers=covers, months=period.month)
