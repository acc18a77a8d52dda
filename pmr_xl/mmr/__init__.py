"""The report's tables as plain values: from a chapter and its figures to every cell as printed."""

from __future__ import annotations

from pmr_xl.mmr.assembly import assemble
from pmr_xl.mmr.printed import LEGEND, Head, PrintedCell, PrintedChapter, PrintedRow, PrintedTable, TableKind

__all__ = [
    "LEGEND",
    "Head",
    "PrintedCell",
    "PrintedChapter",
    "PrintedRow",
    "PrintedTable",
    "TableKind",
    "assemble",
]
