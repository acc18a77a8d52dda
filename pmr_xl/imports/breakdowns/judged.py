"""A file of places or groups as rules see it: by agency and list, each figure with its cell, beside what is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from pmr_xl.imports.breakdowns.reading import MemberFigures, ReadMember
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.breakdowns.figures import PastByMember
from pmr_xl.model.breakdowns.table import MemberSeries, MemberTable, cell_key
from pmr_xl.model.entry import Entered
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.schema.line import Line
from pmr_xl.office.library import Library

Rows = Mapping[tuple[str, Period], ReadMember]


def member_tables(
    library: Library, told: MemberFigures, path: Path, known: PastByMember, citywide: Past
) -> Iterator[MemberTable]:
    """The figures of a file by agency and list.

    Args:
        known: what the record has of these indicators already; the file's figures take their place.
        citywide: the whole's figures.
    """
    grouped: dict[tuple[str, str], dict[str, list[ReadMember]]] = {}
    for one in told.read:
        grouped.setdefault((one.agency, one.fact.breakdown), {}).setdefault(one.fact.indicator, []).append(one)
    for (agency, breakdown), by_indicator in grouped.items():
        series = tuple(
            _series(agency, read, told.column, path, known.of(name, breakdown), citywide.actuals.get(name, {}))
            for name, read in by_indicator.items()
        )
        fresh = frozenset(one.fact.period for read in by_indicator.values() for one in read)
        yield MemberTable(agency, library.breakdowns.get(breakdown), series, fresh)


def _series(
    agency: str,
    read: list[ReadMember],
    column: int,
    path: Path,
    known: Mapping[str, Mapping[Period, Figure]],
    citywide: Mapping[Period, Figure],
) -> MemberSeries:
    figures = {member: dict(series) for member, series in known.items()}
    for one in read:
        figures.setdefault(one.fact.member, {})[one.fact.period] = one.fact.figure
    rows = {(one.fact.member, one.fact.period): one for one in read}
    indicator = read[0].indicator
    cell = partial(_entered, indicator, rows, column, path.name, figures)
    return MemberSeries(Line(indicator, agency, 0), figures, citywide, cell)


def _entered(
    indicator: Indicator,
    rows: Rows,
    column: int,
    file: str,
    figures: Mapping[str, Mapping[Period, Figure]],
    member: str,
    period: Period,
) -> Entered:
    one, figure = rows.get((member, period)), figures.get(member, {}).get(period)
    key = cell_key(indicator.id, member, period)
    if one is None:
        return Entered(key, period.label, CellRef("the record", 0, 0), None, figure, indicator.measure)
    shown = indicator.measure.show(one.fact.figure)
    where = CellRef(file, one.row, column)
    return Entered(key, period.label, where, Cell(one.row, column, shown), one.fact.figure, indicator.measure)
