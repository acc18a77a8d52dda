"""What the pages of the public site say, as plain values: every figure is the printed text."""

from __future__ import annotations

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


class IndicatorPage(NamedTuple):
    """One indicator.

    Attributes:
        facts: what it is, label and text: agency, service, goal, unit, desired direction, part of.
        years: heading and printed figure of each column; ``months`` the same of single months: label, month, to date.
        chart: five years with target and breaks; ``monthly_chart`` the months; empty where there are too few numbers.
        definition: label and text of what is known of it.
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
    months: tuple[tuple[str, str, str], ...]
    chart: str
    monthly_chart: str
    definition: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    breaks: tuple[tuple[str, str], ...]
    before: tuple[str, str] | None = None
    after: tuple[str, str] | None = None


class AgencyPage(NamedTuple):
    """One agency's chapter.

    Attributes:
        counts: status → how many of its indicators stand so, in the order in which they are told.
        downloads: text and file of what can be taken away.
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


class Publication(NamedTuple):
    """What every page says of itself.

    Attributes:
        title: of the report, with its year.
        state: what of it this is: released on a day, or accepted so far.
        legend: signs of the report and what they mean.
        trend_band: the share beyond which the trend says Up or Down, as ``10%``.
    """

    title: str
    edition: str
    state: str
    program: str
    legend: tuple[tuple[str, str], ...]
    trend_band: str
