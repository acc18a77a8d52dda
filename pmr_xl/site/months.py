"""What the site's pages of months say, as plain values."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.fiscal import Period
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.site.values import SiteRow

COLUMNS = ("month", "month_last_year", "to_date", "to_date_last_year")
MONTH_STATUSES = (
    "✓ Improved or stable", "▲ Declined under 10%", "✕ Declined 10% or more", "● Changed", "– No change",
)  # fmt: skip


class MonthOfAgency(NamedTuple):
    """A month of an agency's indicators.

    Attributes:
        columns: which of :data:`COLUMNS` have a figure; the others are left out.
        counts: where they stand against last year, in words, and how many do.
        earlier, later: the agency's months beside it; None at the ends.
    """

    period: Period
    agency_page: str
    code: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[SiteRow, ...]
    counts: tuple[tuple[str, int], ...]
    earlier: Period | None
    later: Period | None

    @property
    def page(self) -> str:
        """The name of its page."""
        return f"{page_of(self.period)}-{self.agency_page}"

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns in words: ``November 2025``, ``Fiscal year to November 2024``."""
        return tuple(_words(self.period, column) for column in self.columns)


class CityMonth(NamedTuple):
    """A month across agencies; ``earlier`` and ``later`` the months beside it that have a page."""

    period: Period
    agencies: tuple[MonthOfAgency, ...]
    earlier: Period | None
    later: Period | None

    @property
    def indicators(self) -> int:
        """How many have a figure."""
        return sum(len(one.rows) for one in self.agencies)

    def table(self) -> Iterator[tuple[str, ...]]:
        """Its figures as rows of a table, headings first."""
        yield "agency", "indicator_id", "indicator", *COLUMNS, "against_last_year"
        for one in self.agencies:
            for row in one.rows:
                told = dict(zip(one.columns, row.cells, strict=True))
                yield one.code, row.page, row.name, *(told.get(name, "") for name in COLUMNS), row.status


def _words(period: Period, column: str) -> str:
    month = period.back() if column.endswith("last_year") else period
    return f"Fiscal year to {month.words}" if column.startswith("to_date") else month.words


def page_of(period: Period) -> str:
    """The name of a month's page: ``fy26-m05``."""
    return period.code.lower()
