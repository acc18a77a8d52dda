"""Which columns of a form hold figures that it was not laid with."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.evidence.history import Columns, as_stored, near
from pmr_xl.rules.engine.row.laid import plainly

MOST = 0.5  # of the rows have a number in one other column; of those numbers so many are like last year’s figure
LIKE = 0.5  # how far from it
_COLUMNS = 2  # of published years, that stand aside together
_ASKED = 500  # rows; no chapter has as many


def strange_numbers(
    submission: Submission, past: Past, context: EditionContext, columns: Columns
) -> tuple[int, dict[int, Cell]]:
    """The column with the most numbers that do not belong there and are like last year's figures; 0 where none is.

    Returns:
        the column's number, and its strange cells by row.
    """
    keys = {number: key for key, number in submission.columns.items()}
    found: dict[int, dict[int, Cell]] = {}
    like: dict[int, int] = {}
    for entry, last in zip(submission.entries, as_stored(submission, columns).then, strict=True):
        for column, cell in entry.entered.cells.items():
            if isinstance(cell.value, float) and not _belongs(keys.get(column, ""), cell, entry, past, context):
                found.setdefault(column, {})[entry.row] = cell
                like[column] = like.get(column, 0) + near(cell.value, last, LIKE)
    column = max(like, key=lambda one: like[one], default=0)
    cells = found.get(column, {})
    enough = len(cells) >= MOST * len(submission.entries) and like.get(column, 0) >= MOST * len(cells)
    return (column, cells) if enough else (0, {})


def years_moved(submission: Submission, past: Past, context: EditionContext) -> tuple[str, list[CellRef]]:
    """Whether the published years stand one column aside as well: how that is said, and their cells."""
    periods, columns = context.history, submission.columns
    apart = 1 + len(submission.entries) // _ASKED  # where there are thousands, some of them evenly chosen tell it
    shown = [(entry, past.published_figures(entry.line.id)) for entry in submission.entries[::apart]]
    for by, side in ((1, "left"), (-1, "right")):
        there = [
            sum(_is_of(entry, period, published, periods[at + by]) for entry, published in shown)
            for at, period in enumerate(periods)
            if 0 <= at + by < len(periods)
        ]
        if sum(rows >= MOST * len(shown) for rows in there) >= _COLUMNS:
            numbers = [columns[period.code] for period in periods if period.code in columns]
            cells = [CellRef(submission.sheet, row.row, number) for row in submission.rows for number in numbers]
            return f"; the published years stand one column to the {side} of theirs too", cells
    return "", []


def _is_of(entry: Entry, period: Period, published: Mapping[Period, Figure], other: Period) -> bool:
    """Whether the cell of a period shows what was published for another, and that is something else."""
    said, own, theirs = entry.get(period.code), published.get(period), published.get(other)
    return said is not None and theirs is not None and said.figure == theirs != own


def _belongs(key: str, cell: Cell, entry: Entry, past: Past, context: EditionContext) -> bool:
    """Whether a number may stand in that column: as the form was laid, or as a target that is proposed."""
    indicator = entry.indicator
    target = past.target(entry.line.id, context.target_years[0])
    if key == Ask.ACTUAL:
        return True
    if key == Ask.NEXT_TARGET:
        return isinstance(target, Decimal)
    if key == Ask.TARGET:
        return plainly(cell, target, indicator.target_measure)
    years = {period.code: period for period in context.history}
    period: Period | None = years.get(key)
    if period is not None:
        return plainly(cell, past.published_figures(entry.line.id).get(period), indicator.measure)
    return False
