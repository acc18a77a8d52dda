"""Ids of the City's open data for indicators that have none, from an official list: by name, or by figures.

A name that is there once places an indicator. Where a name was worded anew, figures do: the same numbers in all years
that both have, three digits at least in one of them, and a name like it; each row is taken once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path

from pmr_xl.imports.open_data_ids.listed import agency_key
from pmr_xl.imports.table_kinds.kinds import OPEN_DATA_IDS
from pmr_xl.imports.table_kinds.reading import read_as
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line
from pmr_xl.office.naming import same

_YEAR = re.compile(r"fy(\d{2})", re.ASCII)
_NUMBER = re.compile(r"\d+", re.ASCII)
_ALIKE = 0.6  # of the letters of two names, where figures agree
_TELLING = 3  # digits of a figure that can tell rows apart


class MatchedBy(StrEnum):
    """How an id was found."""

    GIVEN = "by the file's own id"
    NAME = "by name"
    HISTORY = "by figures and a name like it"


class ListedIndicator(NamedTuple):
    """A row of the list: id, agency and name as it says them, figures by fiscal year."""

    number: int
    agency: str
    name: str
    ours: str
    figures: Mapping[Period, Decimal]


class FoundId(NamedTuple):
    """An id for an indicator, and how it was found."""

    indicator: str
    number: int
    how: MatchedBy
    listed_as: str


class NoId(NamedTuple):
    """An indicator for which none was found, and why."""

    agency: str
    indicator: str
    name: str
    why: str


def read_list(path: Path, sheet: str = "") -> list[ListedIndicator]:
    """Read a list of indicators: an id (``open_data_id`` or ``id``), agency and name; years as columns ``FY22``.

    Our own id in a column ``indicator_id`` places a row whatever it is called.

    Raises:
        Fault: the file cannot be read, lacks a column, or has no id in any row.
    """
    grid = read_as(path, (OPEN_DATA_IDS,), frozenset({"indicator"}), sheet)
    places = {heading.casefold(): at for at, heading in enumerate(grid.headings)}
    number = places.get("open_data_id", places.get("id"))
    agency = places.get("agency_name", places.get("agency"))
    if number is None or agency is None or "indicator" not in places:
        lost = "open_data_id" if number is None else "agency" if agency is None else "indicator"
        raise Fault(f"{grid.place} has no column “{lost}”.", "Give the column its heading in the first row.")
    years = {Period(2000 + int(found[1])): at for name, at in places.items() if (found := _YEAR.fullmatch(name))}
    ours = places.get("indicator_id")
    listed = [
        ListedIndicator(
            int(cells[number]),
            cells[agency],
            cells[places["indicator"]],
            cells[ours] if ours is not None else "",
            {year: value for year, at in years.items() if (value := _number(cells[at])) is not None},
        )
        for _, cells in grid.rows
        if cells[number].isdecimal()
    ]
    if not listed:
        raise Fault(f"{grid.place} has no row with an id.", f"Fill in its column “{grid.headings[number]}” first.")
    return listed


def match(
    chapters: Sequence[Chapter], listed: Sequence[ListedIndicator], figures: Mapping[str, Mapping[Period, Figure]]
) -> tuple[list[FoundId], list[NoId]]:
    """The id of every indicator that has none, or why there is none.

    Args:
        figures: what the office knows of its indicators, by id and fiscal year.
    """
    taken = {line.indicator.open_data_id for one in chapters for line in one.every_line}
    free = [one for one in listed if one.number not in taken]
    given = {one.ours: one for one in free if one.ours}
    by_agency: dict[str, list[ListedIndicator]] = defaultdict(list)
    for one in free:
        by_agency[agency_key(one.agency)].append(one)
    found: list[FoundId] = []
    lost: list[NoId] = []
    for chapter in chapters:
        rows = by_agency.get(agency_key(chapter.name), []) or by_agency.get(agency_key(chapter.agency), [])
        lines = [line for line in chapter.lines if line.indicator.open_data_id is None]
        for told in _of_agency(chapter, lines, rows, given, figures):
            if isinstance(told, FoundId):
                found.append(told)
            else:
                lost.append(told)
    return found, lost


def _of_agency(
    chapter: Chapter,
    lines: Sequence[Line],
    rows: Sequence[ListedIndicator],
    given: Mapping[str, ListedIndicator],
    figures: Mapping[str, Mapping[Period, Figure]],
) -> Iterator[FoundId | NoId]:
    names = Counter(same(one.name) for one in rows)
    by_name = {same(one.name): one for one in rows}
    own = Counter(same(line.indicator.name) for line in chapter.lines)
    used = set[int]()
    left = []
    for line in lines:
        name = same(line.indicator.name)
        if (row := given.get(line.id)) is not None:
            used.add(row.number)
            yield FoundId(line.id, row.number, MatchedBy.GIVEN, row.name)
        elif names[name] == 1 and own[name] == 1:
            used.add(by_name[name].number)
            yield FoundId(line.id, by_name[name].number, MatchedBy.NAME, by_name[name].name)
        else:
            left.append(line)
    free = [one for one in rows if one.number not in used]
    choices = {line.id: _alike(line, free, figures.get(line.id, {})) for line in left}
    wanted = Counter(one.number for chosen in choices.values() for one in chosen)
    for line in left:
        chosen = choices[line.id]
        if len(chosen) == 1 and wanted[chosen[0].number] == 1:
            yield FoundId(line.id, chosen[0].number, MatchedBy.HISTORY, chosen[0].name)
        else:
            yield NoId(chapter.agency, line.id, line.indicator.name, _reason(line, rows, names, own, chosen))


def _reason(
    line: Line,
    rows: Sequence[ListedIndicator],
    names: Counter[str],
    own: Counter[str],
    chosen: Sequence[ListedIndicator],
) -> str:
    name = same(line.indicator.name)
    if not rows:
        return "the list has no id of this agency"
    if names[name] > 1:
        numbers = ", ".join(str(one.number) for one in rows if same(one.name) == name)
        return f"the list has this name {names[name]} times: {numbers}"
    if own[name] > 1:
        return f"the agency has {own[name]} indicators of this name"
    if chosen:
        return f"its figures go with several: {', '.join(str(one.number) for one in chosen)}"
    return "the list has no indicator of this name, and none with its figures"


def _alike(line: Line, rows: Sequence[ListedIndicator], figures: Mapping[Period, Figure]) -> list[ListedIndicator]:
    """The rows whose figures are the indicator's in every year that both have, and whose names are like its own."""
    measure, name = line.indicator.measure, same(line.indicator.name)
    found = []
    for one in rows:
        years = [year for year in one.figures if isinstance(figures.get(year), Decimal)]
        telling = any(_tells(one.figures[year]) for year in years)
        same_figures = all(_as_printed(measure.round(_value(figures, year)), one.figures[year]) for year in years)
        if (
            telling
            and same_figures
            and _numbers(name) == _numbers(one.name)
            and SequenceMatcher(None, name, same(one.name)).ratio() >= _ALIKE
        ):
            found.append(one)
    return found


def _value(figures: Mapping[Period, Figure], year: Period) -> Decimal:
    figure = figures[year]
    assert isinstance(figure, Decimal)  # noqa: S101 - only such years are asked for
    return figure


def _numbers(name: str) -> list[str]:
    """The numbers in a name: grade 3 is not grade 1, whatever their figures are."""
    return sorted(_NUMBER.findall(name.replace(",", "")))


def _tells(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) >= _TELLING


def _as_printed(ours: Decimal, listed: Decimal) -> bool:
    """Equal at the coarser precision of the two: lists round otherwise than the report prints."""
    places = min(-int(ours.as_tuple().exponent), -int(listed.as_tuple().exponent), 2)
    step = Decimal(1).scaleb(-max(places, 0))
    return abs(ours - listed) <= step / 2


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
