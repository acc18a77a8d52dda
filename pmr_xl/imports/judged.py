"""Tables that were brought, as the rules look at them: every figure with its cell in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pmr_xl.imports.columns import TableColumn
from pmr_xl.imports.drafts.drafting import blocks
from pmr_xl.imports.facts import measures
from pmr_xl.imports.matching import Elsewhere, match
from pmr_xl.imports.merged import money_from
from pmr_xl.imports.monthly import Read
from pmr_xl.imports.published import PublishedTable, TableLayout, TableRow
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Entered
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fiscal import Span
from pmr_xl.model.measure import Measure
from pmr_xl.model.published import MonthSeries, Published, PublishedRow, PublishedRows
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.schema.line import Line

_KINDS = {
    TableLayout.INDICATORS: Published.INDICATORS,
    TableLayout.RESOURCES: Published.RESOURCES,
    TableLayout.APPROPRIATIONS: Published.APPROPRIATIONS,
}


def published_rows(
    table: PublishedTable, chapters: Mapping[str, Chapter], elsewhere: Mapping[str, Elsewhere] | None = None
) -> Iterator[PublishedRows]:
    """The rows of each agency that its chapter knows, each figure with its cell.

    Args:
        chapters: by agency; rows of an agency without one are left out.
        elsewhere: for each agency what gives the indicators that others have from it.
    """
    for code, rows in table.agencies().items():
        if (chapter := chapters.get(code)) is not None:
            moved: Elsewhere = (elsewhere or {}).get(code, tuple)
            known = measures(table, rows, money_from(chapter), moved)
            lines = match(table, rows, chapter, moved).lines if table.layout is TableLayout.INDICATORS else {}
            stands = dict(zip((row.number for row in rows), blocks_of(table, rows), strict=True))
            yield PublishedRows(
                code,
                _KINDS[table.layout],
                tuple(
                    _row(table, row, lines.get(row.number), known[row.number], code, stands[row.number])
                    for row in rows
                    if row.number in known
                ),
            )


def blocks_of(table: PublishedTable, rows: Iterable[TableRow]) -> list[str]:
    """The block each row stands in; empty in tables that have none."""
    rows = list(rows)
    return blocks(rows) if table.layout is TableLayout.APPROPRIATIONS else [""] * len(rows)


def _row(
    table: PublishedTable,
    row: TableRow,
    line: Line | None,
    known: tuple[str, Measure, Measure],
    code: str,
    block: str,
) -> PublishedRow:
    known_as, actual, target = known
    name = row[table.layout.mark]
    money = Line(Indicator(known_as, name, actual.unit, actual.decimals), code, 0)
    whole_years = [column for column in table.columns if column.period.span is Span.YEAR and column.edition is None]
    part_years = [column for column in table.columns if column.period.span is Span.TO_DATE]
    return PublishedRow(
        line or money,
        _KINDS[table.layout],
        row.number,
        _entered(table, row, table.layout.mark, "name", None),
        tuple(_figure(table, row, one, actual) for one in whole_years if one.kind is FactKind.ACTUAL),
        tuple(_figure(table, row, one, target) for one in whole_years if one.kind is FactKind.TARGET),
        tuple(_figure(table, row, one, actual) for one in part_years),
        block,
        table.as_printed,
    )


def _figure(table: PublishedTable, row: TableRow, column: TableColumn, measure: Measure) -> Entered:
    return _entered(table, row, column.heading, column.period.code, measure)


def _entered(table: PublishedTable, row: TableRow, heading: str, key: str, measure: Measure | None) -> Entered:
    text, column = row[heading], table.numbers.get(heading, 0)
    where = CellRef(table.path.name, row.number, column)
    cell = Cell(row.number, column, text) if text else None
    return Entered(key, heading, where, cell, None if measure is None else measure.read(text), measure)


def month_series(read: Iterable[Read], path: Path) -> Iterator[MonthSeries]:
    """The monthly figures of a file by indicator, each with its cell."""
    grouped: dict[str, list[Read]] = {}
    for one in read:
        grouped.setdefault(one.indicator.id, []).append(one)
    for group in grouped.values():
        figures = {
            one.fact.period: Entered(
                one.fact.period.code,
                one.heading,
                CellRef(path.name, one.row, one.column),
                Cell(one.row, one.column, one.fact.printed),
                one.fact.figure,
                one.indicator.measure,
            )
            for one in group
        }
        first = group[0]
        yield MonthSeries(Line(replace(first.indicator, parts=()), first.agency, 0), first.agency, figures)
