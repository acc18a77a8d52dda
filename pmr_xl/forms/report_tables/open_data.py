"""A chapter's figures as rows for comma-separated files: in the city's open-data shape, and in a clean shape of ours.

Columns of numbers hold numbers only, at printed precision: never a percent sign, a dollar sign, a comma or NA.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from pmr_xl.mmr import Head, PrintedCell, PrintedChapter, PrintedRow, PrintedTable, TableKind
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import Measure, Sign, Unit
from pmr_xl.model.schema.indicator import Aggregation, Direction, Indicator, Year

Cell: TypeAlias = str | int | Decimal | None

# The columns of the city's dataset of performance indicators (rbed-zzin), in its order.
OPEN_DATA = (
    "agency", "agency_name", "id", "parentid", "indicator", "service", "goal", "description", "source",
    "desireddirection", "frequency", "reporting_period", "lagtime", "additive", "multiplication_factor",
    "measurement_type", "critical", "retired", "fiscalyear", "valuedate", "acceptedvalue",
    "acceptedvalueytd", "targetmmr",
)  # fmt: skip

# Column and meaning of the clean shape: the data dictionary goes out with the file.
CLEAN = {
    "row_id": "Stable key of the row: edition, indicator, kind and period.",
    "report": "The edition that prints the figure (MMR-FY26).",
    "agency": "Agency code.",
    "agency_name": "Agency.",
    "table": "Indicators, resources or appropriations.",
    "section": "Service or section the row stands in.",
    "goal": "Goal or table the row stands in.",
    "indicator_id": "Stable id of the indicator, resource or unit of appropriation.",
    "open_data_id": "Id in the city's open data, where known.",
    "parent_id": "Id of the indicator this is a part of.",
    "indicator": "Name as printed, without its dash.",
    "critical": "Yes or No.",
    "equity": "Yes or No.",
    "unit": "What a figure counts: number, thousands (000), percent (%) and so on.",
    "desired_direction": "Up, Down or None.",
    "kind": "actual, target, or planned (what the last MMR planned).",
    "period": "FY26; FY26-T04 for July to October of fiscal 2026.",
    "fiscal_year": "Four-digit fiscal year of the period.",
    "value": "The figure as a number in its unit, at printed precision; percentages as points; clock times in seconds.",
    "value_seconds": "Clock times in seconds; empty for everything else.",
    "value_display": "Exactly as the report prints it.",
    "value_status": "reported, not available, none (no target) or directional (the target is a direction).",
    "revised": "Yes where this edition changes a published figure.",
}
_YES = {True: "Yes", False: "No"}
_DIRECTION = {Direction.UP: "Up", Direction.DOWN: "Down", Direction.NONE: "None"}
_REPORTING = {Year.CALENDAR: "Calendar Year", Year.SCHOOL: "School Year", Year.FEDERAL: "Federal Fiscal Year"}
_ADDS_UP = {Aggregation.SUM: "Yes", Aggregation.UNKNOWN: ""}
_TYPE = {
    Unit.PERCENT: "Percentage",
    Unit.RATIO: "Ratio",
    Unit.MINUTES_SECONDS: "TimeSpan",
    Unit.HOURS_MINUTES: "TimeSpan",
}
_STATUS = {Sign.NOT_AVAILABLE: "not available", Sign.NONE: "none", Sign.UP: "directional", Sign.DOWN: "directional"}
_SIXTY = 60


def open_data_rows(chapter: PrintedChapter) -> Iterator[tuple[Cell, ...]]:
    """One row an indicator and printed period, under :data:`OPEN_DATA`.

    The dataset keeps a period's year-to-date value under its last month, so a full year stands at 1 June, and 9:42 of a
    clock time as 9.42. What the schema does not know (description, source, lag) stays empty; a figure that is not
    available has no value. Whether a monthly value exists is not known here: ``acceptedvalue`` is empty.
    """
    for table, row in chapter.rows(TableKind.INDICATORS):
        for head, cell in zip(table.heads, row.cells, strict=True):
            kind, _, code = head.key.partition(":")
            if kind == "actual" and row.line is not None:
                yield _open_data_row(chapter, table, row, Period.parse(code), cell)


def _open_data_row(
    chapter: PrintedChapter, table: PrintedTable, row: PrintedRow, period: Period, cell: PrintedCell
) -> tuple[Cell, ...]:
    line = row.line
    if line is None:
        raise ValueError("The open data hold indicators only.")
    indicator, parent = line.indicator, line.parent
    keys = {head.key: at for at, head in enumerate(table.heads)}
    wanted = f"target:{Period(period.year).code}"
    target = row.cells[keys[wanted]] if wanted in keys else None
    return (
        chapter.agency,
        chapter.name,
        indicator.open_data_id,
        None if parent is None else parent.open_data_id,
        indicator.name,
        line.service,
        line.goal or line.heading,
        indicator.note or "",
        "",
        _DIRECTION[indicator.desired_direction],
        "Annually" if period.span is Span.YEAR else "PMMR/MMR",
        _REPORTING.get(indicator.year, "Fiscal Year"),
        None,
        _ADDS_UP.get(indicator.aggregation, "No"),
        1,
        _measurement_type(indicator),
        _YES[indicator.critical],
        "No",
        period.year,
        f"{period.last_day.replace(day=1):%Y-%m-%d}",
        None,
        _base_sixty(cell),
        None if target is None else _base_sixty(target),
    )


def _measurement_type(indicator: Indicator) -> str:
    return "Currency" if indicator.unit.is_money else _TYPE.get(indicator.unit, "Number")


def _base_sixty(cell: PrintedCell) -> Decimal | None:
    """9:42 as 9.42; other figures as they are."""
    value = _value(cell)
    if value is None or cell.measure is None or not cell.measure.unit.is_duration:
        return value
    return Decimal(cell.text.replace(":", "."))


def clean_rows(chapter: PrintedChapter) -> Iterator[tuple[Cell, ...]]:
    """One row a printed figure, indicators, resources and appropriations, under the columns of :data:`CLEAN`."""
    for table in chapter.tables:
        for row in table.rows:
            for head, cell in zip(table.heads, row.cells, strict=True):
                if head.numeric and cell.measure is not None:
                    yield _clean_row(chapter, table, row, head, cell, cell.measure)


def _clean_row(
    chapter: PrintedChapter, table: PrintedTable, row: PrintedRow, head: Head, cell: PrintedCell, measure: Measure
) -> tuple[Cell, ...]:
    kind, _, code = head.key.partition(":")
    line = row.line
    indicator = None if line is None else line.indicator
    value = _value(cell)
    goal = f"{table.title} {table.title_text}".strip()
    return (
        f"{chapter.edition.code}/{row.id}/{kind}/{code}",
        chapter.edition.code,
        chapter.agency,
        chapter.name,
        table.kind.value,
        f"{table.section} {table.section_text}".strip(),
        goal or table.first_head,
        row.id,
        None if indicator is None else indicator.open_data_id,
        line.parent.id if line is not None and line.parent is not None else "",
        row.name,
        _YES[row.critical],
        _YES[row.equity],
        measure.unit.words,
        "None" if indicator is None else _DIRECTION[indicator.desired_direction],
        kind,
        code,
        Period.parse(code).year,
        value,
        value if measure.unit.is_duration else None,
        cell.display,
        _STATUS.get(cell.value, "reported") if isinstance(cell.value, Sign) else "reported",
        _YES[cell.revised],
    )


def _value(cell: PrintedCell) -> Decimal | None:
    if cell.measure is None or not isinstance(cell.value, Decimal):
        return None
    return cell.measure.round(cell.value)
