"""What the pages of the public site say, as plain values: every figure is the printed text."""

from __future__ import annotations

from pmr_xl.model.fiscal import Period
from pmr_xl.model.quick.named import NamedTuple


class SiteColumn(NamedTuple):
    """A column of a table: its heading in one line, and whether figures stand in it."""

    heading: str
    figures: bool


class SiteRow(NamedTuple):
    """A row of a table.

    Attributes:
        page: name of the indicator's page; empty for rows that have none.
        depth: 0, or how far it stands below its whole.
        cells: one text for each column after the name.
        status: where the figure stands against its target, sign and word; empty where nothing is said.
        line: its years as a small line; empty where there are too few.
        notes: numbers of its notes.
    """

    name: str
    page: str
    depth: int
    critical: bool
    equity: bool
    total: bool
    cells: tuple[str, ...]
    status: str = ""
    line: str = ""
    notes: tuple[int, ...] = ()


class SiteTable(NamedTuple):
    """A table under its headings; a heading that the table before had too is empty."""

    section: str
    title: str
    first_head: str
    columns: tuple[SiteColumn, ...]
    rows: tuple[SiteRow, ...]


class SiteChange(NamedTuple):
    """What an edition says otherwise than the one before."""

    what: str
    sentence: str
    reason: str
    page: str


class SiteMonth(NamedTuple):
    """A month of an indicator: its printed figure, and that of the fiscal year to date; empty where there is none."""

    period: Period
    single: str
    to_date: str

    @property
    def figures(self) -> tuple[str, str]:
        """Both figures."""
        return self.single, self.to_date


class YearsBesideEachOther(NamedTuple):
    """An indicator's months, a row a month from July on, a column a fiscal year."""

    title: str
    years: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


class IndicatorMonths(NamedTuple):
    """An indicator's months: all that are known, the oldest first; a chart of the last ones; and years side by side."""

    all: tuple[SiteMonth, ...] = ()
    chart: str = ""
    tables: tuple[YearsBesideEachOther, ...] = ()

    @property
    def last(self) -> SiteMonth:
        """The last month that is known."""
        return self.all[-1]

    @property
    def year_before(self) -> SiteMonth | None:
        """The same month of the fiscal year before."""
        wanted = self.last.period.back()
        return next((one for one in self.all if one.period == wanted), None)


class IndicatorPage(NamedTuple):
    """One indicator.

    Attributes:
        facts: what it is, label and text: agency, service, goal, unit, desired direction, part of.
        years: heading and printed figure of each column.
        counted: in what its charts count, behind their subject: “, in percent (%)”; empty of plain numbers.
        own_year: the year of the report, as its columns say it; ``status`` is of that.
        chart: five years with target and breaks; empty where there are too few numbers.
        definition: label and text of what is known of it; ``defined_later``: the release said nothing of it.
        notes: its numbered notes; ``breaks`` year and reason.
        before: name and page of its neighbours in the report; None at the ends.
    """

    page: str
    name: str
    agency: str
    agency_page: str
    agency_name: str
    critical: bool
    equity: bool
    status: str
    facts: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, str], ...]
    months: IndicatorMonths
    chart: str
    counted: str
    own_year: str
    definition: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    breaks: tuple[tuple[str, str], ...]
    before: tuple[str, str] | None = None
    after: tuple[str, str] | None = None
    defined_later: bool = False


class AgencyPage(NamedTuple):
    """One agency's chapter.

    Attributes:
        counts: status → how many of its indicators stand so, in the order in which they are told.
        downloads: file and text of what can be taken away.
        months: those of its indicators that have a page, the newest first.
    """

    page: str
    code: str
    name: str
    tables: tuple[SiteTable, ...]
    notes: tuple[str, ...]
    changes: tuple[SiteChange, ...]
    indicators: int
    critical: int
    counts: tuple[tuple[str, int], ...]
    downloads: tuple[tuple[str, str], ...]
    months: tuple[Period, ...] = ()


class Publication(NamedTuple):
    """What every page says of itself.

    Attributes:
        title: of the report, with its year.
        state: what of it this is: released on a day, or accepted so far.
        legend: signs of the report and what they mean.
        trend_band: the share beyond which the trend says Up or Down, as ``10%``.
        year: the fiscal year of the report, and the last day of it, in words.
        as_of: the day on which the pages were made, which months and later words are of.
        months: whether any month is known.
        downloads: file and text of what can be taken away of all agencies.
    """

    title: str
    edition: str
    state: str
    program: str
    legend: tuple[tuple[str, str], ...]
    trend_band: str
    year: tuple[str, str]
    as_of: str
    months: bool = False
    downloads: tuple[tuple[str, str], ...] = ()
