"""What a report is: which indicators it asks for, of which period, what it prints of them, for whom and why.

The shape of ``schemas/reports/<name>.yaml``. An edition carries its report, so whoever holds an edition asks this value
what it asks, compares and prints; nobody compares names.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pmr_xl.model.quick.value_class import value_class

FOUR_MONTHS, MOST_YEARS = 4, 4


class Covers(StrEnum):
    """The period a report's own figures are of."""

    YEAR = "year"
    PART = "part"  # July up to and including a month
    MONTH = "month"  # with the year to date beside it


# What a report of a period prints where its file names no columns, and what it can print.
COLUMNS: dict[Covers, tuple[str, ...]] = {
    Covers.YEAR: ("actual", "target", "trend", "direction"),
    Covers.PART: ("actual", "target", "part"),
    Covers.MONTH: ("month", "to_date", "change", "target", "status"),
}
POSSIBLE: dict[Covers, tuple[str, ...]] = {
    Covers.YEAR: (*COLUMNS[Covers.YEAR], "change", "status"),
    Covers.PART: (*COLUMNS[Covers.PART], "direction", "change", "status"),
    Covers.MONTH: (*COLUMNS[Covers.MONTH], "direction"),
}
RESOURCES = ("actual", "target", "trend", "planned", "part")


@value_class
class Report:
    """A report: what it asks for, what it prints, for whom, and why.

    Two are one where they have one name and one period, so that an edition that was read off its code is that of the
    office's file too.

    An indicator is in it that every choice takes in; where nothing is chosen, all are.

    Attributes:
        name: what its file is called, in small letters.
        title: as it is printed.
        asked_by: the law, order or letter that asks for it.
        source: where that can be read.
        of: the report whose periods and figures it prints; empty where agencies submit figures for it.
        covers: the period its own figures are of: the fiscal year, part of it from July on, or a month.
        months: how many months the part has.
        years: how many full years before its own it shows; as many as there are where nothing is said.
        beside: the report that comes between two editions of this one, whose explanations and plans it takes up.
        targets: agencies are asked for next year's targets.
        agencies: their codes, in the order in which they are printed; all where none is named.
        indicators: their ids; all where none is named.
        tags: only indicators that bear one of these.
        critical, equity: only such indicators.
        columns: what it prints of each indicator, in this order; what its period usually has where none is named.
        resources: the same of an agency's resources; none are printed where none is named.
        budget: what it calls the budget of a unit of appropriation; these are not printed where it says nothing.
        breakdowns: the breakdowns that it prints.
        due: when it is due, in words.
        due_on: month and day (``09-17``), the first after its period; else ``due_after``: days after its period.
        recipients: who gets it.
        notes: what is printed below its tables.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    MMR: ClassVar[Report]  # the three that the City publishes: pmr_xl.model.reports.standard
    PMMR: ClassVar[Report]
    CPR: ClassVar[Report]

    name: str
    title: str
    asked_by: str = ""
    source: str = ""
    of: str = ""
    covers: Covers = Covers.YEAR
    months: int = FOUR_MONTHS
    years: int | None = None
    beside: str = ""
    targets: bool = False
    agencies: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    critical: bool = False
    equity: bool = False
    columns: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    budget: str = ""
    breakdowns: tuple[str, ...] = ()
    due: str = ""
    due_on: str = ""
    due_after: int = 30
    recipients: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return self._known_by == other._known_by if isinstance(other, Report) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def _known_by(self) -> tuple[str, Covers, int]:
        return self.name, self.covers, self.months if self.covers is Covers.PART else 0

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """As editions and files are named by it: ``MMR``."""
        return self.name.upper()

    @property
    def full_name(self) -> str:
        """The report's full name."""
        return self.title

    @property
    def monthly(self) -> bool:
        """Whether there is an edition every month."""
        return self.covers is Covers.MONTH

    @property
    def whole_year(self) -> bool:
        """Whether its own figures are of a whole fiscal year, so that they stand against the year's targets."""
        return self.covers is Covers.YEAR

    @property
    def selective(self) -> bool:
        """Whether it is about some indicators only."""
        return bool(self.agencies or self.indicators or self.tags or self.critical or self.equity)

    @property
    def printed_columns(self) -> tuple[str, ...]:
        """What it prints of each indicator, in order."""
        return self.columns or COLUMNS[self.covers]

    @property
    def printed_years(self) -> int:
        """How many full years before its own it shows; beside a month none."""
        most = {Covers.YEAR: MOST_YEARS, Covers.PART: MOST_YEARS - 1}.get(self.covers, 0)
        return most if self.years is None else min(self.years, most)
