"""Fiscal years, periods, reports and editions.

A New York City fiscal year runs from July to June and is named for the year in which it ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pmr_xl.model.frozen import frozen

_CODE = re.compile(r"FY(?P<year>\d{2}|\d{4})(?:-(?P<kind>[TM])(?P<month>\d{1,2}))?", re.ASCII)
JULY, DECEMBER = 7, 12
OCTOBER_IN_FISCAL_YEAR = 4


def fiscal_year_of(day: date) -> int:
    """The fiscal year a calendar day falls in: 2025-07-01 is in fiscal year 2026."""
    return day.year + 1 if day.month >= JULY else day.year


class Span(StrEnum):
    """How much of a fiscal year a figure covers."""

    YEAR = "year"
    TO_DATE = "to_date"  # July up to and including a month
    MONTH = "month"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The time one figure speaks of: a fiscal year, the year to date, or one month.

    Attributes:
        year: four-digit fiscal year.
        span: how much of it.
        month: fiscal month 1 (July) to 12 (June); 12 for a whole year.
    """

    year: int
    span: Span = Span.YEAR
    month: int = 12

    def __post_init__(self) -> None:
        if not 1 <= self.month <= DECEMBER:
            raise ValueError(f"A fiscal month is 1 (July) to 12 (June), not {self.month}.")

    def __hash__(self) -> int:
        # Figures are looked up by period, thousands at a time; hashing an enumeration's name would cost most of it.
        return self.year << 4 | self.month

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

    def back(self, years: int = 1) -> Period:
        """The same period, ``years`` fiscal years earlier."""
        return Period(self.year - years, self.span, self.month)

    @classmethod
    def parse(cls, code: str) -> Period:
        """Read :attr:`code` back. Two-digit years are 2000 to 2099. Raises ValueError on anything else."""
        found = _CODE.fullmatch(code.strip())
        if found is None:
            raise ValueError(f"“{code}” is not a period; FY26, FY26-T04 and FY26-M04 are.")
        year = int(found["year"])
        year += 2000 if year < 100 else 0  # noqa: PLR2004 - two digits
        if found["kind"] is None:
            return cls(year)
        return cls(year, Span.TO_DATE if found["kind"] == "T" else Span.MONTH, int(found["month"]))


class Report(StrEnum):
    """The reports agencies submit to."""

    MMR = "mmr"
    PMMR = "pmmr"

    @property
    def full_name(self) -> str:
        """The report's full name."""
        return {"mmr": "Mayor's Management Report", "pmmr": "Preliminary Mayor's Management Report"}[self.value]


@frozen
class Edition:
    """One report of one fiscal year: what is asked, what is shown beside it, when it is due.

    The MMR of fiscal 2026 (September 2026) asks for the year FY26 and shows FY22 to FY25; the PMMR of fiscal 2026
    (January 2026) asks for July to October FY26 and shows FY23 to FY25 and the same four months of FY25.
    """

    report: Report
    year: int

    @property
    def title(self) -> str:
        """``MMR Fiscal 2026``."""
        return f"{self.report.value.upper()} Fiscal {self.year}"

    @property
    def code(self) -> str:
        """``MMR-FY26``."""
        return f"{self.report.value.upper()}-FY{self.year % 100:02d}"

    @property
    def submitted(self) -> Period:
        """The period the agency reports."""
        if self.report is Report.MMR:
            return Period(self.year)
        return Period(self.year, Span.TO_DATE, OCTOBER_IN_FISCAL_YEAR)

    @property
    def full_years(self) -> tuple[Period, ...]:
        """Published full years shown beside the figure asked for, oldest first."""
        years = 4 if self.report is Report.MMR else 3
        return tuple(Period(self.year - back) for back in range(years, 0, -1))

    @property
    def history(self) -> tuple[Period, ...]:
        """Every published period shown, in column order."""
        if self.report is Report.MMR:
            return self.full_years
        return (*self.full_years, self.submitted.back())

    @property
    def last_year(self) -> Period:
        """The same period one year earlier: never a full year against part of one."""
        return self.submitted.back()

    @property
    def target_years(self) -> tuple[Period, Period]:
        """The two fiscal years whose targets the report prints."""
        return Period(self.year), Period(self.year + 1)

    @property
    def before(self) -> tuple[Edition, Edition]:
        """The two reports before this one, the older first: half a year and a year ago."""
        if self.report is Report.MMR:
            return Edition(Report.MMR, self.year - 1), Edition(Report.PMMR, self.year)
        return Edition(Report.PMMR, self.year - 1), Edition(Report.MMR, self.year - 1)

    @property
    def due(self) -> date:
        """When the report is due: 17 September for the MMR, 30 January for the PMMR (City Charter, section 12)."""
        return date(self.year, 9, 17) if self.report is Report.MMR else date(self.year, 1, 30)

    @classmethod
    def parse(cls, code: str) -> Edition:
        """Read :attr:`code` (``MMR-FY26``) back."""
        report, _, year = code.strip().lower().partition("-")
        return cls(Report(report), Period.parse(year.upper()).year)
