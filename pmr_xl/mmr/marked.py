"""A chapter with marks on what differs from tables that went out: a sign, so that colour never speaks alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pmr_xl.mmr.printed import PrintedChapter, PrintedRow, PrintedTable

NAME = "name"


def mark_cells(chapter: PrintedChapter, changed: Collection[tuple[str, str]]) -> PrintedChapter:
    """The chapter with these cells marked.

    Args:
        changed: row ids with the keys of columns (``actual:FY26``, ``trend``), or :data:`NAME` for a row's own name.
    """
    return replace(chapter, tables=tuple(_table(table, changed) for table in chapter.tables))


def _table(table: PrintedTable, changed: Collection[tuple[str, str]]) -> PrintedTable:
    return replace(table, rows=tuple(_row(table, row, changed) for row in table.rows))


def _row(table: PrintedTable, row: PrintedRow, changed: Collection[tuple[str, str]]) -> PrintedRow:
    cells = tuple(
        replace(cell, changed=True) if (row.id, head.key) in changed else cell
        for head, cell in zip(table.heads, row.cells, strict=True)
    )
    return replace(row, cells=cells, changed=(row.id, NAME) in changed)
