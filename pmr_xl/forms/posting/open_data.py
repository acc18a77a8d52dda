"""A chapter's figures as rows of the City's dataset of performance indicators (NYC Open Data, rbed-zzin).

Columns of numbers hold numbers only, at printed precision: never a percent sign, a dollar sign, a comma or NA.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from pmr_xl.mmr import PrintedCell, PrintedChapter, PrintedRow, PrintedTable, TableKind
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import Unit
from pmr_xl.model.schema.indicator import Aggregation, Direction, Indicator, Year

Cell: TypeAlias = str | int | Decimal | None

# The columns of the city's dataset of performance indicators (rbed-zzin), in its order.
OPEN_DATA = (
    "agency", "agency_name", "id", "parentid", "indicator", "service", "goal", "description", "source",
    "desireddirection", "frequency", "reporting_period", "lagtime", "additive", "multiplication_factor",
    "measurement_type", "critical", "retired", "fiscalyear", "valuedate", "acceptedvalue",
    "acceptedvalueytd", "targetmmr",
)  # fmt: skip

YES = {True: "Yes", False: "No"}
DIRECTIONS = {Direction.UP: "Up", Direction.DOWN: "Down", Direction.NONE: "None"}
_REPORTING = {Year.CALENDAR: "Calendar Year", Year.SCHOOL: "School Year", Year.FEDERAL: "Federal Fiscal Year"}
_ADDS_UP = {Aggregation.SUM: "Yes", Aggregation.UNKNOWN: ""}
_TYPE = {
    Unit.PERCENT: "Percentage",
    Unit.RATIO: "Ratio",
    Unit.MINUTES_SECONDS: "TimeSpan",
    Unit.HOURS_MINUTES: "TimeSpan",
}
_SIXTY = 60
NOTHING_DEFINED: Mapping[str, Definition] = MappingProxyType({})


def open_data_rows(
    chapter: PrintedChapter, known: Mapping[str, Definition] = NOTHING_DEFINED
) -> Iterator[tuple[Cell, ...]]:
    """One row an indicator and printed period, under :data:`OPEN_DATA`.

    The dataset keeps a period's year-to-date value under its last month, so a full year stands at 1 June, and 9:42 of a
    clock time as 9.42. Description, source and lag are those that are ``known`` of the indicator, by its id, and empty
    where nobody said them. A figure that is not available has no value. Of a month ``acceptedvalue`` is the month's
    own; of a year it is not known here, and empty.
    """
    for table, row in chapter.rows(TableKind.INDICATORS):
        if chapter.edition.monthly:
            yield from _month_rows(chapter, table, row, known)
            continue
        for head, cell in zip(table.heads, row.cells, strict=True):
            kind, _, code = head.key.partition(":")
            if kind == "actual" and row.line is not None:
                yield _open_data_row(chapter, table, row, Period.parse(code), cell, known.get(row.line.id))


def _month_rows(
    chapter: PrintedChapter, table: PrintedTable, row: PrintedRow, known: Mapping[str, Definition]
) -> Iterator[tuple[Cell, ...]]:
    """Of a month, and of the same month last year: its figure and the year to date, where either is known."""
    cells = {head.key: cell for head, cell in zip(table.heads, row.cells, strict=True)}
    for period in (chapter.edition.submitted, chapter.edition.last_year):
        month = cells.get(f"actual:{period.code}")
        to_date = cells.get(f"actual:{Period(period.year, Span.TO_DATE, period.month).code}")
        if row.line is not None and any(one is not None and value_of(one) is not None for one in (month, to_date)):
            yield _open_data_row(chapter, table, row, period, to_date, known.get(row.line.id), month)


def _open_data_row(
    chapter: PrintedChapter,
    table: PrintedTable,
    row: PrintedRow,
    period: Period,
    cell: PrintedCell | None,
    known: Definition | None,
    month: PrintedCell | None = None,
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
        (known.definition if known else "") or indicator.note or "",
        known.source if known else "",
        DIRECTIONS[indicator.desired_direction],
        {Span.YEAR: "Annually", Span.MONTH: "Monthly"}.get(period.span, "PMMR/MMR"),
        _REPORTING.get(indicator.year, "Fiscal Year"),
        (known.lag if known else "") or None,
        _ADDS_UP.get(indicator.aggregation, "No"),
        1,
        _measurement_type(indicator),
        YES[indicator.critical],
        "No",
        period.year,
        f"{period.last_day.replace(day=1):%Y-%m-%d}",
        _base_sixty(month),
        _base_sixty(cell),
        _base_sixty(target),
    )


def _measurement_type(indicator: Indicator) -> str:
    return "Currency" if indicator.unit.is_money else _TYPE.get(indicator.unit, "Number")


def _base_sixty(cell: PrintedCell | None) -> Decimal | None:
    """9:42 as 9.42; other figures as they are; nothing where there is no cell."""
    value = None if cell is None else value_of(cell)
    if cell is None or value is None or cell.measure is None or not cell.measure.unit.is_duration:
        return value
    return Decimal(cell.text.replace(":", "."))


def value_of(cell: PrintedCell) -> Decimal | None:
    """The figure as a number at printed precision; None where it is no number."""
    if cell.measure is None or not isinstance(cell.value, Decimal):
        return None
    return cell.measure.round(cell.value)
