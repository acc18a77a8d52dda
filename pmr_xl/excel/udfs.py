"""The PMR functions of Excel: thin doors to the same thinking as everywhere else. Windows only, as xlwings has it.

Every function takes single cells or whole ranges and gives back as many; figures are taken and given as cells store
them: percents as real percents (63.2% is 0.632), times as real times. What cannot be worked out shows one of Excel's
own errors or a short sentence in its own cell; the other cells are not held up.
"""

# ruff: noqa: N802 - these names are typed in cells, where PMR functions are upper case
from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, wraps
from inspect import Parameter, signature
from typing import Any

import xlwings as xw

from pmr_xl.analysis.fytd import to_date
from pmr_xl.analysis.status import against_target
from pmr_xl.analysis.trend import YEARS, trend
from pmr_xl.analysis.variance import variance_of
from pmr_xl.excel.functions.call_arguments import CallArguments
from pmr_xl.excel.functions.grid import (
    BY_ZERO,
    NOT_FOUND,
    WRONG,
    CellFault,
    Grid,
    broadcast,
    by_row,
    cell_of,
    count_of,
    figure_of,
    from_com,
    grid,
    number_of,
    text_of,
)  # fmt: skip
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import MeasureError
from pmr_xl.model.period import year_in
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.indicator import Direction
from pmr_xl.office.bounds import MOST_DECIMALS
from pmr_xl.rules.type._text import read

CATEGORY = "PMR"
_MOST_YEARS = 50  # no report prints more; what is typed there by mistake would fill the sheet


class Argument(NamedTuple):
    """One argument of a function, as Excel's function wizard shows it."""

    name: str
    doc: str
    optional: bool


class Told(NamedTuple):
    """What a function says of itself: in one sentence, and of each argument."""

    says: str
    arguments: tuple[Argument, ...]


FUNCTIONS: dict[str, Told] = {}  # every PMR function, by its name


def function(**arguments: str) -> Callable[[Callable[..., Any]], Callable[..., Grid]]:
    """Make a function one of Excel's: category, help for arguments, ranges as rows of cells, faults as sentences."""

    def door(work: Callable[..., Any]) -> Callable[..., Grid]:
        @wraps(work)
        def guarded(*cells: Any) -> Grid:
            try:
                return grid(work(*map(from_com, cells)))
            except (Fault, CellFault) as fault:
                return [[str(fault)]]
            except Exception:  # noqa: BLE001 - a cell shows a sentence; the log says the rest
                from pmr_xl.desk.log import write_log

                return [[f"PMR could not work this out; {write_log()} says why."]]

        parameters = signature(work).parameters
        told = tuple(
            Argument(name, doc, parameters[name].default is not Parameter.empty) for name, doc in arguments.items()
        )
        FUNCTIONS[work.__name__] = Told((work.__doc__ or "").strip().splitlines()[0], told)
        guarded.__annotations__ = {}  # xlwings would convert by them
        for name, help_text in arguments.items():
            guarded = xw.arg(name, ndim=2, err_to_str=True, doc=help_text)(guarded)
        return xw.func(category=CATEGORY)(guarded)

    return door


@function(actual="Reported figure or figures", reference="What they are compared with: target or last year")
def PMR_VARIANCE(actual: Any, reference: Any) -> Grid:
    """Actual minus reference, in the same unit; #N/A where one of them is missing."""

    def one(now: Any, then: Any) -> Any:
        found = variance_of(figure_of(now), figure_of(then), Direction.NONE, "reference")
        if found.missing:
            raise CellFault(NOT_FOUND)
        return found.delta

    return broadcast(one, actual, reference)


@function(actual="Reported figure or figures", reference="What they are compared with: target or last year")
def PMR_VARIANCE_PCT(actual: Any, reference: Any) -> Grid:
    """Variance as a share of the reference, to be formatted as percent; #DIV/0! where the reference is 0."""

    def one(now: Any, then: Any) -> Any:
        found = variance_of(figure_of(now), figure_of(then), Direction.NONE, "reference")
        if found.missing or found.share is None:
            raise CellFault(NOT_FOUND if found.missing else BY_ZERO)
        return found.share

    return broadcast(one, actual, reference)


@function(
    indicator="Indicator id, or up, down or none: which way is better",
    actual="Reported figure or figures",
    target="Target: a number, ↑, ↓ or *",
    last_year="Last year's figure, for targets ↑ and ↓",
)
def PMR_STATUS(indicator: Any, actual: Any, target: Any, last_year: Any = "") -> Grid:
    """Status against the target: Met, Near, Missed, Changed, No target or No data, with its sign."""
    asked = CallArguments()

    def one(which: Any, now: Any, aim: Any, before: Any) -> str:
        subject, measure, settings = asked.subject(text_of(which))
        current, wanted, past = (figure_of(cell, measure) for cell in (now, aim, before))
        return str(against_target(subject, current, wanted, past, settings))

    return broadcast(one, indicator, actual, target, last_year)


@function(figures="Five yearly figures in a row, oldest first; several rows give one trend each")
def PMR_TREND(figures: Any) -> Grid:
    """Five-year trend as the report prints it: Up, Down, Neutral or NA."""
    rows, band = grid(figures), CallArguments().office.settings.trend_band
    if len(rows) == YEARS and len(rows[0]) == 1:
        rows = [[row[0] for row in rows]]
    return by_row(lambda row: trend([figure_of(cell) for cell in row], band), rows)


@function(
    months="Monthly figures in a row, July first; several rows give one figure each",
    how="sum, average, last, maximum, cumulative or twelve_month; an indicator id does as well",
)
def PMR_FYTD(months: Any, how: Any = "sum") -> Grid:
    """Fiscal year to date of monthly figures."""
    asked = CallArguments()

    def one(row: list[Any], way: Any) -> Decimal:
        try:
            found = to_date([figure_of(cell) for cell in row], asked.aggregation(text_of(way)))
        except ValueError:
            raise CellFault(WRONG) from None
        if found is None:
            raise CellFault(NOT_FOUND)
        return found

    return by_row(one, months, how)


@function(indicator="Indicator id or ids", period="FY26, FY26-T04 (July to October) or a year such as 2026")
def PMR_ACTUAL(indicator: Any, period: Any) -> Grid:
    """Published actual from the office's record; #N/A where there is none."""
    office = CallArguments().office

    def one(which: Any, when: Any) -> Any:
        line = office.line(text_of(which))
        return cell_of(office.actual(line, _period(when)), line.indicator.measure)

    return broadcast(one, indicator, period)


@function(indicator="Indicator id or ids", year="Fiscal year: FY26 or 2026")
def PMR_TARGET(indicator: Any, year: Any) -> Grid:
    """Current target from the office's record: a number, ↑, ↓ or *; #N/A where there is none."""
    office = CallArguments().office

    def one(which: Any, when: Any) -> Any:
        line = office.line(text_of(which))
        return cell_of(office.target(line, _period(when)), line.indicator.target_measure)

    return broadcast(one, indicator, year)


@function(indicator="Indicator id or ids")
def PMR_UNIT(indicator: Any) -> Grid:
    """Unit of an indicator, in words."""
    office = CallArguments().office
    return broadcast(lambda which: office.line(text_of(which)).indicator.unit.words, indicator)


@function(
    value="Text such as 9:13, or a time", measured="minutes:seconds or hours:minutes; an indicator id does as well"
)
def PMR_DURATION(value: Any, measured: Any = "minutes:seconds") -> Grid:
    """Duration as a real time, to be formatted [m]:ss or [h]:mm."""
    asked = CallArguments()

    def one(cell: Any, how: Any) -> Any:
        measure = asked.measure(text_of(how))
        number = number_of(cell)
        if not measure.unit.is_duration:
            raise CellFault(WRONG)
        if number is not None:
            return number
        text = text_of(cell)
        typed = read(text, measure).figure  # as a form takes it: 0:10:17 too
        try:
            return cell_of(typed if typed is not None or not text else measure.parse(text), measure)
        except MeasureError as wrong:
            raise CellFault(str(wrong)) from None

    return broadcast(one, value, measured)


@function(
    value="Figure as a cell stores it",
    measured="Indicator id, or a unit: number, percent, dollars, minutes:seconds …",
    decimals="Decimals printed, where a unit is given",
)
def PMR_SHOW(value: Any, measured: Any, decimals: Any = 0) -> Grid:
    """Figure as the report prints it."""
    asked = CallArguments()

    def one(cell: Any, how: Any, places: Any) -> str:
        measure = asked.measure(text_of(how), count_of(places, MOST_DECIMALS))
        return measure.show(figure_of(cell, measure))

    return broadcast(one, value, measured, decimals)


@function(
    indicator="Indicator id or ids",
    value="This period's actual",
    report="MMR, PMMR or CPR",
    year="Fiscal year; for CPR its month: FY26-M05",
)
def PMR_CHECK(indicator: Any, value: Any, report: Any = "MMR", year: Any = "") -> Grid:
    """Findings for one figure, as validating its submission would give them; empty where there are none."""
    office, ids, values = CallArguments().office, grid(indicator), grid(value)
    try:
        edition = office.edition(text_of(grid(report)[0][0]), text_of(grid(year)[0][0]), text_of(ids[0][0]))
        asked = [(text_of(row[0]), cells[0]) for row, cells in zip(ids, values, strict=True)]
    except ValueError:
        return [[WRONG]]
    return [[told] for told in office.check(asked, edition)]


@function(indicator="Indicator id or ids", years="How many years, ending with the last published one")
def PMR_SERIES(indicator: Any, years: Any = YEARS) -> Grid:
    """Published yearly figures of an indicator, oldest first, one row each."""
    office, count = CallArguments().office, count_of(grid(years)[0][0], _MOST_YEARS) or YEARS
    asked = [text_of(row[0]) for row in grid(indicator)]
    told = {name: office.series(name, count) for name in dict.fromkeys(asked)}
    return [told[name] for name in asked]


def _period(cell: Any) -> Period:
    return _parsed_period(text_of(cell))


@lru_cache(maxsize=256)
def _parsed_period(text: str) -> Period:
    try:
        return Period(year_in(text) or int(text)) if text.isdigit() else Period.parse(text.upper())
    except ValueError:
        raise CellFault(WRONG) from None
