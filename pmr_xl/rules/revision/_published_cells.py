"""The cells of published years: what they show, and what they should."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Entered, Entry
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.rules.engine.row.laid import plainly


def changed_cells(entry: Entry, context: EditionContext, past: Past) -> Iterator[tuple[Entered, Figure | None]]:
    """The cells of published years in a row that print another figure than was published, each with that figure."""
    published, measure = past.published_figures(entry.line.id), entry.indicator.measure
    for period in context.history:
        figure = published.get(period)
        if plainly(entry.entered.stored_cell(period.code), figure, measure):
            continue  # as most are: it stores what the form was laid with
        cell = entry.get(period.code)
        if cell is None or (figure is not None and cell.figure == figure):
            continue
        if cell.figure is None and figure is None and cell.empty:
            continue
        if cell.figure is None or measure.as_printed(cell.figure) != measure.as_printed(figure):
            yield cell, figure


def was_published(cell: Entered, entry: Entry, past: Past) -> bool:
    """Whether the cell shows what was once in force for its period, as a form made then does."""
    shown, measure = cell.figure, entry.indicator.measure
    if shown is None:
        return cell.empty and any(period.code == cell.key for period in past.begun.get(entry.line.id, ()))
    once = past.once.get(entry.line.id, {})
    figures = [figure for period, group in once.items() if period.code == cell.key for figure in group]
    return any(measure.as_printed(figure) == measure.as_printed(shown) for figure in figures)


def was_current(cell: Entered, entry: Entry, past: Past, year: Period) -> bool:
    """Whether a cell shows what was the current target of that year once, as a form made then does."""
    shown, measure, name = cell.figure, entry.indicator.target_measure, entry.line.id
    if shown is None:
        return cell.empty and year in past.begun_targets.get(name, ())
    return any(measure.show(one) == measure.show(shown) for one in past.once_targets.get(name, {}).get(year, ()))
