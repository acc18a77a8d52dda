"""Some of a chapter's tables, rows and columns, for a report that asks for those alone."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from pmr_xl.mmr.printed import Head, PrintedChapter, PrintedRow, PrintedTable, TableKind
from pmr_xl.model.fiscal import Period, Span


def select_rows(
    chapter: PrintedChapter, wanted: Callable[[PrintedRow], bool], columns: Collection[str], years: int | None
) -> PrintedChapter | None:
    """The chapter with the rows that are wanted and these columns; None where no row is.

    Args:
        columns: of ``actual``, ``target``, ``part``, ``trend``, ``direction``, in the order in which they are printed.
        years: how many full years before the edition's own are shown; all that it prints where None.
    """
    tables = []
    for table in chapter.of(TableKind.INDICATORS):
        kept = [at for at, head in enumerate(table.heads) if _shown(head, chapter, columns, years)]
        kept.sort(key=lambda at: list(columns).index(_column(table.heads[at], columns)))
        if rows := tuple(row for row in table.rows if wanted(row)):
            tables.append(_narrowed(table, rows, kept))
    return replace(chapter, tables=tuple(tables)) if tables else None


def _narrowed(table: PrintedTable, rows: tuple[PrintedRow, ...], kept: list[int]) -> PrintedTable:
    there = {row.id for row in rows}
    narrowed = tuple(
        replace(row, cells=tuple(row.cells[at] for at in kept), depth=row.depth if _whole(row) in there else 0)
        for row in rows
    )
    return replace(table, heads=tuple(table.heads[at] for at in kept), rows=narrowed)


def _whole(row: PrintedRow) -> str:
    return row.line.parent.id if row.line is not None and row.line.parent is not None else ""


def _shown(head: Head, chapter: PrintedChapter, columns: Collection[str], years: int | None) -> bool:
    kind, _, code = head.key.partition(":")
    if not _column(head, columns):
        return False
    if kind != "actual" or years is None:
        return True
    period, own = Period.parse(code), chapter.edition.submitted_period
    return period.span is not Span.YEAR or own.year - period.year <= years


def _column(head: Head, columns: Collection[str]) -> str:
    """What a report calls the column that a head belongs to; empty where it prints none such."""
    kind, _, code = head.key.partition(":")
    part = kind == "actual" and Period.parse(code).span is not Span.YEAR
    return "part" if part and "part" in columns else kind if kind in columns else ""
