"""Monthly figures that people bring as CSV, on their way into the record: one row a figure, two shapes.

The city's open data (``rbed-zzin``): ``fiscalyear`` and ``valuedate`` say the month, ``acceptedvalue`` is the month's
figure, ``acceptedvalueytd`` the year to date. And plain series of years to date: ``fiscal_year``, ``fiscal_month`` and
``fytd_value``, with ``value`` for the month where there is one. Both name agency, open-data id and indicator.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from pmr_xl.imports.published import text_of
from pmr_xl.library.naming import same
from pmr_xl.library.shelves import Library
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import JULY, Edition, Period, Report, fiscal_year_of
from pmr_xl.model.indicator import Indicator
from pmr_xl.model.measure import MeasureError

_NAMES = ("agency", "id", "indicator")
_OPEN_DATA = (*_NAMES, "frequency", "fiscalyear", "valuedate", "acceptedvalue", "acceptedvalueytd")
_SERIES = (*_NAMES, "fiscal_year", "fiscal_month")
_MARK = re.compile(r"\s*\[id \d+\]$", re.ASCII)  # how series of one name are told apart
_CLOCK = re.compile(r"(\d+)(?:\.(\d{1,2}))?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_ONCE_A_YEAR = "annually"
Key = TypeVar("Key")


@dataclass
class MonthlyFigures:
    """What a file of monthly figures states.

    Attributes:
        facts: by the monthly edition they belong to.
        strangers: indicators no schema knows, as the file names them, with their number of rows.
        unread: figures that are none of their indicator's unit.
    """

    facts: dict[Edition, list[Fact]] = field(default_factory=dict)
    strangers: Counter[str] = field(default_factory=Counter)
    unread: list[str] = field(default_factory=list)


def read_monthly(library: Library, path: Path) -> MonthlyFigures:
    """Read a file of monthly figures. Indicators are found by open-data id, else by agency and name.

    Raises:
        Fault: the file cannot be read, has neither shape, a row names no month, or two rows give one month two figures.
    """
    reader = csv.DictReader(io.StringIO(text_of(path), newline=""), restval="")
    headings = [heading.strip() for heading in reader.fieldnames or ()]
    lost = min(([one for one in shape if one not in headings] for shape in (_OPEN_DATA, _SERIES)), key=len)
    if lost:
        raise Fault(
            f"{path.name} has no column “{lost[0]}”, so it is no file of monthly figures.",
            f"It needs {', '.join(_SERIES)} and fytd_value; or the columns of the city's open data.",
        )
    reader.fieldnames = headings
    open_data = "valuedate" in headings
    known, told = _Known(library), MonthlyFigures()
    first: dict[tuple[str, Period], Fact] = {}
    for number, row in enumerate(reader, 2):
        if open_data and row["frequency"].strip().casefold() == _ONCE_A_YEAR:
            continue
        indicator = known.find(row)
        if indicator is None:
            told.strangers[f"{row['agency']} “{row['indicator']}”"] += 1
            continue
        edition = _dated(path, number, row) if open_data else _numbered(path, number, row)
        pairs = ("acceptedvalue", "acceptedvalueytd") if open_data else ("value", "fytd_value")
        for heading, period in zip(pairs, (edition.submitted, edition.to_date), strict=True):
            text = (row.get(heading) or "").strip()
            if not text or period is None:
                continue
            place = f"row {number}, {heading}"
            if fact := _fact(indicator, period, text, place):
                if _is_new(path, fact, first.setdefault((fact.indicator, fact.period), fact)):
                    told.facts.setdefault(edition, []).append(fact)
            else:
                told.unread.append(f"{place}: “{text}” is not a figure in {indicator.unit.words}")
    return told


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
    try:
        figure = measure.parse(_clock(text) if measure.unit.is_duration else text)
    except MeasureError:
        return None
    return Fact(indicator.id, period, FactKind.ACTUAL, figure, measure.show(figure), place)


def _clock(text: str) -> str:
    """9.42 as 9:42: the open data keep clock times so; 9.4 is 9:40."""
    found = _CLOCK.fullmatch(text)
    return f"{found[1]}:{(found[2] or '').ljust(2, '0')}" if found else text


def _numbered(path: Path, number: int, row: Mapping[str, str]) -> Edition:
    try:
        return Edition(Report.CPR, int(row["fiscal_year"]), int(row["fiscal_month"]))
    except ValueError:
        said = f"fiscal_year “{row['fiscal_year']}” and fiscal_month “{row['fiscal_month']}”"
        raise Fault(f"{path.name}, row {number}: {said} are no month.", "A fiscal month is 1 (July) to 12.") from None


def _dated(path: Path, number: int, row: Mapping[str, str]) -> Edition:
    text = row["valuedate"].strip()
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
    return Edition(Report.CPR, fiscal_year_of(on), (on.month - JULY) % 12 + 1)


class _Known:
    """The indicators of every chapter, by what a file of monthly figures may call them."""

    def __init__(self, library: Library) -> None:
        self._agencies: dict[str, str] = {}
        by_id: dict[int, list[Indicator]] = {}
        by_name: dict[tuple[str, str], list[Indicator]] = {}
        for chapter in library.chapters():
            self._agencies |= {_plain(chapter.agency): chapter.agency, _plain(chapter.name): chapter.agency}
            for line in chapter.lines:
                one = line.indicator
                by_name.setdefault((chapter.agency, same(one.name)), []).append(one)
                if one.open_data_id is not None:
                    by_id.setdefault(one.open_data_id, []).append(one)
        self._by_id, self._by_name = dict(_alone(by_id)), dict(_alone(by_name))

    def find(self, row: Mapping[str, str]) -> Indicator | None:
        """The indicator a row speaks of; None where none is meant, or several could be."""
        said = row["id"].strip()
        if said.isdecimal() and (found := self._by_id.get(int(said))):
            return found
        agency = self._agencies.get(_plain(row["agency"]), "")
        return self._by_name.get((agency, same(_MARK.sub("", row["indicator"]))))


def _alone(named: Mapping[Key, Sequence[Indicator]]) -> Iterator[tuple[Key, Indicator]]:
    return ((name, found[0]) for name, found in named.items() if len(found) == 1)


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
