"""A chapter's figures as rows of the City's dataset of performance indicators (NYC Open Data, rbed-zzin).

Columns of numbers hold numbers only, at printed precision: never a percent sign, a dollar sign, a comma or NA.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from pmr_xl.mmr import PrintedCell, PrintedChapter, PrintedRow, PrintedTable, TableKind
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import Figure, Measure, Sign, Unit
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.frequency import Frequency
from pmr_xl.model.schema.indicator import Aggregation, Direction, Indicator, Year
from pmr_xl.model.schema.line import Line

Cell: TypeAlias = str | int | Decimal | None


class DataField(NamedTuple):
    """A column of posted data: its type, in the words of Frictionless' table schema, and what it means."""

    type: str
    meaning: str


# The columns of the City's dataset, in its order, with their types and meanings as the data dictionary has them.
OPEN_DATA: dict[str, DataField] = {
    "agency": DataField("string", "Agency code."),
    "agency_name": DataField("string", "Agency."),
    "id": DataField("integer", "Id of the indicator in the City's open data; empty where none is known."),
    "parentid": DataField("integer", "Id of the indicator this is a part of."),
    "indicator": DataField("string", "Name as printed."),
    "service": DataField("string", "Service it stands under."),
    "goal": DataField("string", "Goal or table it stands under."),
    "description": DataField("string", "Definition; empty where none is published."),
    "source": DataField("string", "System or papers the figure is taken from."),
    "desireddirection": DataField("string", "Up, Down or None."),
    "frequency": DataField("string", "Monthly, Quarterly, Bi-Annually, Annually or PMMR/MMR."),
    "reporting_period": DataField("string", "Fiscal, Calendar, School or Federal Fiscal Year."),
    "lagtime": DataField("string", "How long after its period's end the figure is known."),
    "additive": DataField(
        "string", "Yes where months add up to the year, No where they do not; empty where nobody said."
    ),
    "multiplication_factor": DataField("integer", "What a value is multiplied by: 1000 for “(000)”."),
    "measurement_type": DataField("string", "Number, Percentage, Currency, TimeSpan or Ratio."),
    "critical": DataField("string", "Yes or No."),
    "retired": DataField("string", "Yes or No."),
    "fiscalyear": DataField("integer", "Fiscal year, July to June."),
    "valuedate": DataField("date", "First day of the month; June carries the fiscal year's figure."),
    "acceptedvalue": DataField("number", "The month's figure; 9:42 of a clock time is 9.42."),
    "acceptedvalueytd": DataField("number", "The fiscal year to date, in June the year's figure."),
    "targetmmr": DataField("number", "The fiscal year's target, where it is a number."),
}
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
_FACTOR = {
    Unit.THOUSANDS: 1_000,
    Unit.MILLIONS: 1_000_000,
    Unit.DOLLARS_THOUSANDS: 1_000,
    Unit.DOLLARS_MILLIONS: 1_000_000,
}
_FREQUENCY = {
    Frequency.MONTHLY: "Monthly", Frequency.QUARTERLY: "Quarterly", Frequency.TWICE_A_YEAR: "Bi-Annually",
    Frequency.ANNUAL: "Annually", Frequency.SCHOOL_YEAR: "Annually", Frequency.REPORTS: "PMMR/MMR",
}  # fmt: skip


class PostingKnown(NamedTuple):
    """What is known beside the printed tables, each by indicator id.

    Attributes:
        definitions: what indicators mean.
        months: figures of single months and of years to date.
        targets: targets of fiscal years that the tables do not print.
        ids: ids in the City's open data that were found after the tables' schemas were closed.
    """

    definitions: Mapping[str, Definition] = {}
    months: Mapping[str, Mapping[Period, Figure]] = {}
    targets: Mapping[str, Mapping[Period, Figure]] = {}
    ids: Mapping[str, int | None] = {}


class PostedRow(NamedTuple):
    """One row of the dataset: the indicator it is of, its fiscal year and month, its cells under OPEN_DATA."""

    indicator: str
    year: int
    month: int
    cells: tuple[Cell, ...]


_NOTHING = PostingKnown()


def open_data_rows(chapter: PrintedChapter, known: PostingKnown = _NOTHING) -> Iterator[tuple[Cell, ...]]:
    """The cells of :func:`posted_rows` alone."""
    return (one.cells for one in posted_rows(chapter, known))


def posted_rows(chapter: PrintedChapter, known: PostingKnown = _NOTHING) -> Iterator[PostedRow]:
    """One row an indicator and month of which a figure is printed or known, in the order of the report, then of time.

    The dataset keeps a year's figure under June, the year to date under its last month, and 9:42 of a clock time as
    9.42. A figure that is not available has no value; what nobody knows stays empty.
    """
    for table, row in chapter.rows(TableKind.INDICATORS):
        if row.line is None:
            continue
        about, measure = _about(chapter, row, row.line, known), row.line.indicator.measure
        figures = _figures(table, row, known.months.get(row.id, {}))
        for (year, month), (single, to_date) in sorted(figures.items()):
            if chapter.edition.monthly and not (isinstance(single, Decimal) or isinstance(to_date, Decimal)):
                continue  # a month's report lists what it has
            cells = (
                *about,
                year,
                f"{Period(year, Span.MONTH, month).last_day.replace(day=1):%Y-%m-%d}",
                _base_sixty(measure, single),
                _base_sixty(measure, to_date),
                _base_sixty(row.line.indicator.target_measure, _target(table, row, year, known)),
            )
            yield PostedRow(row.id, year, month, cells)


def _figures(
    table: PrintedTable, row: PrintedRow, months: Mapping[Period, Figure]
) -> dict[tuple[int, int], tuple[Figure | None, Figure | None]]:
    """By fiscal year and month the figure of the month and that of the year to date; a printed number goes first."""
    singles = {(one.year, one.month): figure for one, figure in months.items() if one.span is Span.MONTH}
    to_date = {(one.year, one.month): figure for one, figure in months.items() if one.span is Span.TO_DATE}
    for head, cell in zip(table.heads, row.cells, strict=True):
        kind, _, code = head.key.partition(":")
        if kind == "actual":
            period = Period.parse(code)
            place = (period.year, period.month)
            if period.span is Span.MONTH:
                singles[place] = cell.value if cell.value is not None else Sign.NOT_AVAILABLE
                continue
            if isinstance(cell.value, Decimal) or not isinstance(to_date.get(place), Decimal):
                to_date[place] = cell.value if cell.value is not None else Sign.NOT_AVAILABLE
    return {place: (singles.get(place), to_date.get(place)) for place in {*singles, *to_date}}


def _target(table: PrintedTable, row: PrintedRow, year: int, known: PostingKnown) -> Figure | None:
    wanted = f"target:{Period(year).code}"
    for head, cell in zip(table.heads, row.cells, strict=True):
        if head.key == wanted:
            return cell.value
    return known.targets.get(row.id, {}).get(Period(year))


def _about(chapter: PrintedChapter, row: PrintedRow, line: Line, known: PostingKnown) -> tuple[Cell, ...]:
    """The cells that say what the indicator is: the columns before the fiscal year."""
    indicator, parent = line.indicator, line.parent
    defined = known.definitions.get(row.id)
    return (
        chapter.agency,
        chapter.name,
        known.ids.get(row.id, indicator.open_data_id),
        None if parent is None else known.ids.get(parent.id, parent.open_data_id),
        indicator.name,
        line.service,
        line.goal or line.heading,
        (defined.definition if defined else "") or indicator.note or "",
        defined.source if defined else "",
        DIRECTIONS[indicator.desired_direction],
        _frequency(indicator, chapter.edition.monthly or bool(known.months.get(row.id))),
        _REPORTING.get(indicator.year, "Fiscal Year"),
        (defined.lag if defined else "") or None,
        _ADDS_UP.get(indicator.aggregation, "No"),
        _FACTOR.get(indicator.unit, 1),
        _measurement_type(indicator),
        YES[indicator.critical],
        "No",
    )


def _frequency(indicator: Indicator, has_months: bool) -> str:
    if indicator.frequency is not None:
        return _FREQUENCY[indicator.frequency]
    return "Monthly" if has_months else "Annually"


def _measurement_type(indicator: Indicator) -> str:
    return "Currency" if indicator.unit.is_money else _TYPE.get(indicator.unit, "Number")


def _base_sixty(measure: Measure, figure: Figure | None) -> Decimal | None:
    """A figure at printed precision, 9:42 as 9.42; None where it is no number."""
    if not isinstance(figure, Decimal):
        return None
    return Decimal(measure.show(figure).replace(":", ".")) if measure.unit.is_duration else measure.round(figure)


def value_of(cell: PrintedCell) -> Decimal | None:
    """The figure as a number at printed precision; None where it is no number."""
    if cell.measure is None or not isinstance(cell.value, Decimal):
        return None
    return cell.measure.round(cell.value)
