"""A file of figures by place or group: one row a figure, as the city's open data have them and as people write them.

The indicator is named by its parent's open-data id or by its name, which may have “(Retired)” before it and the place
behind it; the place by a column of its own, by the name, or by both. Months and years stand beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pmr_xl.imports.breakdowns.naming import RowNames
from pmr_xl.imports.breakdowns.periods import period_said
from pmr_xl.imports.grid import TableGrid
from pmr_xl.imports.monthly import Stranger
from pmr_xl.imports.table_kinds.kinds import PLACES
from pmr_xl.imports.table_kinds.reading import read_as
from pmr_xl.model.breakdowns.figures import MemberFact
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure, Measure, Sign
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.reason import is_not_available
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.office.library import Library

_MARKS = frozenset(("place_kind", "place", "period"))
_NEEDED = ("agency", "indicator", "period", "value")
Key = tuple[str, str, str, Period]


class ReadMember(NamedTuple):
    """One figure of the file, with its indicator and the row it stands in."""

    agency: str
    indicator: Indicator
    fact: MemberFact
    row: int


@dataclass
class MemberFigures:
    """What a file of places or groups states.

    Attributes:
        read: every figure that is taken, in the order of the file.
        column: the number of the column of figures, from 1.
        strangers: indicators no schema knows, with their rows.
        left_out: rows that are not taken, each with why.
        repeated: rows that say again what an earlier row says.
        not_available: figures that say they are not available; they are kept as NA.
    """

    read: list[ReadMember] = field(default_factory=list)
    column: int = 1
    strangers: dict[Stranger, list[int]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    repeated: int = 0
    not_available: int = 0


def read_by_member(library: Library, path: Path, sheet: str = "") -> MemberFigures:
    """Read a file of figures by place or group.

    Args:
        sheet: of a workbook that has several.

    Raises:
        Fault: the file cannot be read, or lacks a column.
    """
    grid = read_as(path, (PLACES,), _MARKS, sheet)
    _need(grid)
    told, names = MemberFigures(column=grid.columns[grid.headings.index("value")]), RowNames(library)
    taken: dict[Key, list[ReadMember]] = {}
    for number, cells in grid.rows:
        row = dict(zip(grid.headings, cells, strict=True))
        named = names.of(row)
        if named.found is None:
            known_as = row["indicator"] or f"id {row.get('open_data_id') or '?'}"
            near = names.nearest(row) if Stranger(row["agency"], known_as) not in told.strangers else ""
            told.strangers.setdefault(Stranger(row["agency"], known_as, near), []).append(number)
            continue
        if named.member is None:
            told.left_out.append(f"row {number}: {named.fault}")
            continue
        (agency, indicator), fact = named.found, None
        period, fault = _period(row)
        if period is not None and row["value"]:
            figure = _figure(indicator.measure, row["value"])
            if figure is not None:
                fact = MemberFact(indicator.id, named.breakdown, named.member.code, period, figure, f"row {number}")
            else:
                fault = f"“{row['value']}” is not a figure in {indicator.unit.words}"
        if fact is None:
            told.left_out.append(f"row {number}: {fault or 'it has no figure'}")
            continue
        told.not_available += fact.figure is Sign.NOT_AVAILABLE
        key = (fact.indicator, fact.breakdown, fact.member, fact.period)
        taken.setdefault(key, []).append(ReadMember(agency, indicator, fact, number))
    told.read = sorted(_once(taken, told), key=lambda one: one.row)
    return told


def _need(grid: TableGrid) -> None:
    for one in _NEEDED:
        if one not in grid.headings:
            raise Fault(
                f"{grid.place} has no column “{one}”, so it is no file of figures by place or group.",
                f"It needs {', '.join(_NEEDED)}; and place_kind and place, where the indicator's name does not say it.",
            )


def _period(row: Mapping[str, str]) -> tuple[Period | None, str]:
    """A row's period; None and why where it says none, or two."""
    period = period_said(row["period"])
    if period is None:
        return None, f"“{row['period']}” is no period; 2015-07 and FY2016 are"
    year = period_said(row.get("fiscal_year", ""))
    if year is not None and year.year != period.year:
        return None, f"its fiscal year is {row['fiscal_year']}, and {row['period']} lies in fiscal {period.year}"
    return period, ""


@cache
def _figure(measure: Measure, text: str) -> Figure | None:
    if is_not_available(text):
        return Sign.NOT_AVAILABLE
    return measure.read(text)


def _once(taken: Mapping[Key, list[ReadMember]], told: MemberFigures) -> Iterator[ReadMember]:
    """Each figure once. Of one that stands there twice and differs none is taken: nobody here knows which is right."""
    for found in taken.values():
        if len({one.fact.figure for one in found}) == 1:
            told.repeated += len(found) - 1
            yield found[0]
            continue
        figures = ", ".join(f"{one.indicator.measure.show(one.fact.figure)} (row {one.row})" for one in found)
        fact = found[0].fact
        told.left_out.append(
            f"rows {', '.join(str(one.row) for one in found)}: {fact.indicator}, {fact.member}, {fact.period.label} "
            f"has different figures: {figures}; none is taken"
        )
