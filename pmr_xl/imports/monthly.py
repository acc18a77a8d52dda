"""Monthly figures that people bring, on their way into the record: one row a figure, in several shapes.

The city's open data (``rbed-zzin``): ``valuedate`` says the month, ``acceptedvalue`` is the month's figure,
``acceptedvalueytd`` the year to date. And plain series: the month by ``fiscal_year`` and ``fiscal_month`` or as
``month`` (2025-11), ``value`` for the month's figure, ``fytd_value`` for the year to date; Citywide Performance
Reporting calls them otherwise. All name agency and indicator; the open-data id helps where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pmr_xl.imports.grid import TableGrid
from pmr_xl.imports.strangers import Found, KnownNames
from pmr_xl.imports.table_kinds.kinds import MONTHS
from pmr_xl.imports.table_kinds.reading import read_as
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import JULY, Edition, Period, Report, fiscal_year_of
from pmr_xl.model.measure import Sign
from pmr_xl.model.period import year_in
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.reason import is_not_available
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.office.library import Library

_NAMES = ("agency", "indicator")
_OPEN_DATA = (*_NAMES, "id", "frequency", "valuedate", "acceptedvalue", "acceptedvalueytd")
_SERIES = (*_NAMES, "fiscal_year", "fiscal_month")
_DATED = (*_NAMES, "month")
_MARKS = frozenset(("valuedate", "fiscal_month", "acceptedvalue", "fytd_value", "month"))
_CLOCK = re.compile(r"(\d+)(?:\.(\d{1,2}))?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?(?:[T ].*)?", re.ASCII)
_WHOLE = re.compile(r"(\d{1,2})(?:\.0+)?", re.ASCII)
_MONTHS = 12
_ONCE_A_YEAR = "annually"


class Stranger(NamedTuple):
    """An indicator that no schema knows: as the file names it, and the nearest that is known."""

    agency: str
    name: str
    near: str = ""


class Read(NamedTuple):
    """One figure of the file: its indicator, the fact it makes, and where it stands (row and column from 1)."""

    indicator: Indicator
    agency: str
    fact: Fact
    row: int
    column: int
    heading: str


@dataclass
class MonthlyFigures:
    """What a file of monthly figures states.

    Attributes:
        facts: by the monthly edition they belong to.
        read: every figure with its place, for whoever judges them.
        strangers: indicators no schema knows, with the rows they have.
        unread: figures that are none of their indicator's unit, and rows whose fiscal year is not that of their month.
        once_a_year: rows that say they are a year's figure, not a month's.
        not_available: figures that say they are not available; they are kept as NA.
    """

    facts: dict[Edition, list[Fact]] = field(default_factory=dict)
    read: list[Read] = field(default_factory=list)
    strangers: dict[Stranger, list[int]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    once_a_year: int = 0
    not_available: int = 0


def read_monthly(library: Library, path: Path, sheet: str = "") -> MonthlyFigures:
    """Read a file of monthly figures. Indicators are found by open-data id, else by agency and name, former ones too.

    Args:
        sheet: of a workbook that has several.

    Raises:
        Fault: the file cannot be read, has no shape known, a row names no month, or a month has two figures.
    """
    grid = read_as(path, (MONTHS,), _MARKS, sheet)
    _need(grid)
    known, told = KnownNames(library), MonthlyFigures()
    first: dict[tuple[str, Period], Fact] = {}
    for number, cells in grid.rows:
        row = dict(zip(grid.headings, cells, strict=True))
        if row.get("frequency", "").casefold() == _ONCE_A_YEAR:
            told.once_a_year += 1
            continue
        found = known.find(row)
        if found is None:
            told.strangers.setdefault(Stranger(row["agency"], _said(row), known.nearest(row)), []).append(number)
            continue
        edition = _edition(path, number, row)
        if other := _otherwise(row, edition):
            told.unread.append(f"row {number}: {other}")
            continue
        for one in _stated(grid, number, row, edition, found, told):
            told.read.append(one)
            if _is_new(path, one.fact, first.setdefault((one.fact.indicator, one.fact.period), one.fact)):
                told.facts.setdefault(edition, []).append(one.fact)
    return told


def _otherwise(row: Mapping[str, str], edition: Edition) -> str:
    """That a row says another fiscal year or month than the one it is taken for; empty where it says that, or none."""
    month = edition.submitted_period
    year = next((row[one] for one in ("fiscal_year", "fiscalyear") if row.get(one)), "")
    if year and year_in(year) != edition.year:
        return f"fiscal year “{year}” is not that of {month.label}, which lies in fiscal {month.year}"
    dated = _MONTH.fullmatch(row.get("month", "")) if "fiscal_month" in row else None
    if dated and (int(dated[1]), int(dated[2])) != (month.last_day.year, month.last_day.month):
        return f"month “{row['month']}” is not fiscal month {edition.month} of {month.year}, {month.label}"
    return ""


def _said(row: Mapping[str, str]) -> str:
    """An indicator as its row names it; by its id where it has no name."""
    return row["indicator"] or f"id {row.get('open_data_id') or row.get('id') or '?'}"


def _need(grid: TableGrid) -> None:
    shapes = (_OPEN_DATA, _SERIES, _DATED)
    lost = min(([one for one in shape if one not in grid.headings] for shape in shapes), key=len)
    if lost:
        raise Fault(
            f"{grid.place} has no column “{lost[0]}”, so it is no file of monthly figures.",
            f"It needs {', '.join(_SERIES)} (or month), and fytd_value or value; or those of the city's open data.",
        )


def _stated(
    grid: TableGrid,
    number: int,
    row: Mapping[str, str],
    edition: Edition,
    found: Found,
    told: MonthlyFigures,
) -> Iterator[Read]:
    """The figures of one row: the month's, and the year to date."""
    agency, indicator = found
    pairs = ("acceptedvalue", "acceptedvalueytd") if "valuedate" in grid.headings else ("value", "fytd_value")
    for heading, period in zip(pairs, (edition.submitted_period, edition.to_date), strict=True):
        text = row.get(heading, "")
        if not text or period is None:
            continue
        if is_not_available(text):
            told.not_available += 1
            text = Sign.NOT_AVAILABLE.value
        place = f"row {number}, {heading}"
        if fact := _fact(indicator, period, text, place):
            column = grid.columns[grid.headings.index(heading)]
            yield Read(indicator, agency, fact, number, column, heading)
        else:
            told.unread.append(f"{place}: “{text}” is not a figure in {indicator.unit.words}")


def _is_new(path: Path, fact: Fact, first: Fact) -> bool:
    """Whether a figure is the first of its month. Raises Fault where an earlier row gives the month another one."""
    if fact.figure != first.figure:
        raise Fault(
            f"{path.name}: {fact.indicator} has two figures for {fact.period.label}: "
            f"{first.printed} ({first.place}) and {fact.printed} ({fact.place}).",
            "Keep the row that is right, remove the other, and import again.",
        )
    return fact is first


def _fact(indicator: Indicator, period: Period, text: str, place: str) -> Fact | None:
    measure = indicator.measure
    figure = measure.read(_clock(text) if measure.unit.is_duration else text)
    if figure is None:
        return None
    return Fact(indicator.id, period, FactKind.ACTUAL, figure, measure.show(figure), place)


def _clock(text: str) -> str:
    """9.42 as 9:42: the open data keep clock times so; 9.4 is 9:40."""
    found = _CLOCK.fullmatch(text)
    return f"{found[1]}:{(found[2] or '').ljust(2, '0')}" if found else text


def _edition(path: Path, number: int, row: Mapping[str, str]) -> Edition:
    if "valuedate" in row:
        return _dated(path, number, row["valuedate"])
    return _numbered(path, number, row) if "fiscal_month" in row else _of_month(path, number, row["month"])


def _numbered(path: Path, number: int, row: Mapping[str, str]) -> Edition:
    year, month = year_in(row.get("fiscal_year", "")), _WHOLE.fullmatch(row["fiscal_month"])
    if year is None or month is None or not 1 <= int(month[1]) <= _MONTHS:
        said = f"fiscal_year “{row.get('fiscal_year', '')}” and fiscal_month “{row['fiscal_month']}”"
        raise Fault(
            f"{path.name}, row {number}: {said} are no month.", "A fiscal year is 2026, a fiscal month 1 (July) to 12."
        )
    return Edition(Report.CPR, year, int(month[1]))


def _of_month(path: Path, number: int, text: str) -> Edition:
    found = _MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= _MONTHS:
        raise Fault(f"{path.name}, row {number}: “{text}” is no month.", "A month is written 2025-11.")
    return _of_day(date(int(found[1]), int(found[2]), 1))


def _dated(path: Path, number: int, text: str) -> Edition:
    try:
        if slashed := _SLASHED.fullmatch(text.split(" ", 1)[0]):
            month, day, year = map(int, slashed.groups())
            on = date(year, month, day)
        else:
            on = date.fromisoformat(text[:10])
    except ValueError:
        raise Fault(
            f"{path.name}, row {number}: valuedate “{text}” is no day.", "A day is written 2025-10-01 or 10/1/2025."
        ) from None
    return _of_day(on)


def _of_day(on: date) -> Edition:
    return Edition(Report.CPR, fiscal_year_of(on), (on.month - JULY) % 12 + 1)
