"""The print of what stands in a workbook: the same after it was saved again, another one where somebody typed."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection

from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import Range
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.entry import Ask
from pmr_xl.model.submission import Submission

_FILLED_IN = (Ask.ACTUAL, Ask.TO_DATE, Ask.NEXT_TARGET, Ask.REASON, Ask.EXPLANATION)


def data_print(book: Book, typed_in: Collection[str] = ()) -> str:
    """SHA-256 of what stands in the cells of a workbook.

    Args:
        typed_in: areas that the agency fills in (``Submission!J9:J85``): there a formula's result counts. Elsewhere it
            does not: it follows from the rest, and programs work it out anew.

    Raises:
        ValueError: one of them is no area of a sheet.
    """
    areas = _areas(typed_in)
    told = sorted(
        (sheet.name, row, column, _told(cell, areas.get(sheet.name, ())))
        for sheet in book.sheets
        for (row, column), cell in sheet.cells.items()
        if cell.formula is not None or cell.value not in (None, "")
    )
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def typed_in(submission: Submission) -> list[str]:
    """The areas of a form that its agency fills in: columns of figures and words, restatements, certification."""
    rows = [entry.row for entry in submission.entries]
    columns = {submission.columns[key] for key in _FILLED_IN if key in submission.columns} if rows else ()
    areas = [f"{submission.sheet}!{Range(min(rows), column, max(rows), column)}" for column in sorted(columns)]
    cells = [
        one.where
        for said in (*(row.entered for row in submission.restatements), submission.certification)
        for one in said.values()
    ]
    return [*areas, *sorted(str(one) for one in cells)]


def _told(cell: Cell, areas: Collection[Range]) -> str:
    if cell.formula is None:
        return str(cell.value)
    place = (cell.row, cell.column)
    return f"={cell.value}" if any(area.__contains__(place) for area in areas) else "="


def _areas(named: Collection[str]) -> dict[str, list[Range]]:
    found = defaultdict[str, list[Range]](list)
    for one in named:
        sheet, _, area = one.rpartition("!")
        found[sheet].append(Range.parse(area))
    return found
