"""A submission as the office reads it, with the figures that its agency corrected by word of mouth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.typed import NewCell
from pmr_xl.model.corrected import Corrected
from pmr_xl.model.entry import Entered, Entry
from pmr_xl.model.measure import Figure, Sign
from pmr_xl.model.submission import Submission


def with_corrections(submission: Submission, corrections: Iterable[Corrected]) -> Submission:
    """The submission with each corrected cell in the place of the one sent; the workbook stays as it was sent."""
    wanted: dict[str, list[Corrected]] = {}
    for one in corrections:
        wanted.setdefault(one.indicator, []).append(one)
    kept = tuple(one for entry in submission.entries for one in wanted.get(entry.line.id, ()) if entry.get(one.key))
    if not kept:
        return submission
    entries = tuple(
        _with(entry, wanted[entry.line.id]) if entry.line.id in wanted else entry for entry in submission.entries
    )
    return replace(submission, entries=entries, corrections=kept)


def _with(entry: Entry, corrections: Iterable[Corrected]) -> Entry:
    row = entry.entered
    for one in corrections:
        there = row.get(one.key)
        new = None if there is None else corrected_cell(there, one.figure, one.text)
        if there is not None and new is not None:
            cell = Cell(
                there.where.row, there.where.column, new.value, None, new.number_format or "General", locked=False
            )
            row = row.with_cell(cell)
    return replace(entry, entered=row)


def corrected_cell(there: Entered, figure: Figure | None, text: str) -> NewCell | None:
    """The cell that says so; None where a cell cannot keep all the digits."""
    measure = there.measure
    if measure is None or figure is None:
        return NewCell(there.where, text)
    if isinstance(figure, Sign):
        return NewCell(there.where, str(figure))
    stored = measure.to_cell(figure)
    kept = measure.from_cell(stored, measure.number_format) == figure
    return NewCell(there.where, stored, measure.number_format) if kept else None
