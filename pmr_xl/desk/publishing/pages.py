"""Printed chapters as the values of the public site's pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pmr_xl.analysis.status import Status, against_target
from pmr_xl.desk.publishing.as_of_today import Defined
from pmr_xl.desk.publishing.months import months_of_indicator
from pmr_xl.desk.tables.pressed import Pressed
from pmr_xl.forms.charts.small_line import small_line
from pmr_xl.forms.posting.open_data import DIRECTIONS
from pmr_xl.forms.report_tables.chart import cell_of, chart_of, points_of
from pmr_xl.mmr import PrintedRow, PrintedTable, TableKind
from pmr_xl.model.definitions.texts import TEXTS
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import Unit
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.site.values import AgencyPage, IndicatorPage, SiteChange, SiteColumn, SiteRow, SiteTable

_UNTOLD = (Status.NO_TARGET, Status.NO_DATA)
_COUNTED = {
    Status.MET: "met", Status.RIGHT_WAY: "met", Status.NEAR: "near",
    Status.MISSED: "missed", Status.WRONG_WAY: "missed", Status.WRONG_WAY_FAR: "missed",
}  # fmt: skip
_NO_BREAK = str.maketrans({"-": "\u2011"})  # “5-Year” is one word


def agency_page(
    one: Pressed, slug: str, settings: OfficeSettings, downloads: Sequence[tuple[str, str]], months: Sequence[Period]
) -> AgencyPage:
    """An agency's chapter as a page; ``months``: those of its indicators that have one, the newest first."""
    chapter = one.printed
    tables, before = [], ("", "")
    for table in chapter.tables:
        section = f"{table.section} {table.section_text}".strip()
        rows = tuple(_row(one, table, row, settings) for row in table.rows)
        columns = tuple(SiteColumn(head.full.translate(_NO_BREAK), head.numeric) for head in table.heads)
        title = f"{table.title} {table.title_text}".strip()
        told = section if section != before[0] else ""
        tables.append(SiteTable(told, title, table.first_head, columns, rows))
        before = (section, title)
    lines = list(chapter.rows())
    statuses = [status_of(one, table, row, settings) for table, row in lines]
    found = Counter(_COUNTED[status] for status in statuses if status in _COUNTED)
    changes = tuple(
        SiteChange(each.kind.value, each.sentence, each.reason, each.indicator if each.line is not None else "")
        for each in one.changes
    )
    return AgencyPage(
        slug,
        chapter.agency,
        chapter.name,
        tuple(tables),
        one.notes.texts,
        changes,
        len(lines),
        sum(row.critical for _, row in lines),
        tuple(found.items()),
        tuple(downloads),
        tuple(months),
    )


def indicator_pages(
    one: Pressed, slug: str, past: Past, settings: OfficeSettings, defined: Defined
) -> Iterator[IndicatorPage]:
    """A page for each of a chapter's indicators, in the order of the report."""
    rows = list(one.printed.rows())
    names = [(row.name, row.id) for _, row in rows]
    own = one.printed.edition.target_years[0].code
    for at, (table, row) in enumerate(rows):
        known = defined.by_id.get(row.id)
        said = known.texts if known is not None else {}
        line = row.line
        yield IndicatorPage(
            row.id,
            row.name,
            one.printed.agency,
            slug,
            one.printed.name,
            row.critical,
            row.equity,
            _said(status_of(one, table, row, settings)),
            tuple(_facts(table, row)),
            tuple((head.full, cell.display) for head, cell in zip(table.heads, row.cells, strict=True)),
            months_of_indicator(row, past),
            chart_of(table, row, own) or "",
            _counted(row),
            one.printed.edition.submitted_period.label,
            tuple((each.label, said[each.key]) for each in TEXTS if each.key in said),
            tuple(one.notes.texts[number - 1] for number in one.notes.of(row)),
            tuple(sorted(line.indicator.breaks.items())) if line is not None else (),
            names[at - 1] if at else None,
            names[at + 1] if at + 1 < len(names) else None,
            row.id in defined.later,
        )


def status_of(one: Pressed, table: PrintedTable, row: PrintedRow, settings: OfficeSettings) -> Status:
    """Where a printed figure stands against its printed target."""
    edition = one.printed.edition
    if row.line is None:
        return Status.NO_DATA
    cells = [cell_of(table, row, f"actual:{period.code}") for period in (edition.submitted_period, edition.last_year)]
    target = cell_of(table, row, f"target:{edition.target_years[0].code}")
    now, before = (cell.value if cell is not None else None for cell in cells)
    if edition.submitted_period.span is not Span.YEAR:  # part of a year is beside no target of the year
        return Status.NO_TARGET
    return against_target(row.line.indicator, now, target.value if target is not None else None, before, settings)


def _row(one: Pressed, table: PrintedTable, row: PrintedRow, settings: OfficeSettings) -> SiteRow:
    known = table.kind is TableKind.INDICATORS
    return SiteRow(
        row.name,
        row.id if known else "",
        min(row.depth, 2),
        row.critical,
        row.equity,
        row.total,
        tuple(cell.display for cell in row.cells),
        _said(status_of(one, table, row, settings)) if known else "",
        small_line(points_of(table, row)) if known else "",
        one.notes.of(row),
    )


def _said(status: Status) -> str:
    return "" if status in _UNTOLD else status.value


def _counted(row: PrintedRow) -> str:
    """In what a chart counts, behind its subject; nothing of plain numbers."""
    unit = row.line.indicator.measure.unit if row.line is not None else Unit.NUMBER
    return "" if unit is Unit.NUMBER else f", in {unit.words}"


def _facts(table: PrintedTable, row: PrintedRow) -> Iterator[tuple[str, str]]:
    section = f"{table.section} {table.section_text}".strip()
    yield "Service" if section.startswith("SERVICE") else "Table", section or table.first_head
    if table.title:
        yield "Goal", f"{table.title} {table.title_text}"
    line = row.line
    if line is None:
        return
    if line.parent is not None:
        yield "Part of", line.parent.name
    yield "Unit", line.indicator.measure.unit.words
    yield "Desired direction", DIRECTIONS[line.indicator.desired_direction]
    yield "Id", row.id
