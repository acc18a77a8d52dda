"""Decisions read back from a variance sheet of any version: what is understood, and what is not, each with its cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from pmr_xl.forms.headings import FoundHeadings, find
from pmr_xl.forms.variance_sheet.by_place.page import BY_PLACE
from pmr_xl.forms.variance_sheet.decisions.columns import (
    DECISION,
    FIELDS,
    GROUNDS,
    REST_ID,
)
from pmr_xl.forms.variance_sheet.decisions.lost_headings import hidden_lost, require_headings
from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow
from pmr_xl.forms.variance_sheet.decisions.sheet_row import SheetRow, SheetRows, figure_in
from pmr_xl.forms.variance_sheet.decisions.single_places import MarkedPlaces, marked_places
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.decision import APPROVE, WITHDRAW
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Figure, Measure
from pmr_xl.model.quick.named import NamedTuple

REVIEW = "Review"  # the sheet that people decide in
EXCEPTIONS = "Exceptions"  # the same in the workbook of all agencies
WORKSHEET = "Target worksheet"  # and in the one of their targets
NO_MEASURES: Mapping[str, Measure] = MappingProxyType({})


class SheetDecisions(NamedTuple):
    """What a variance sheet says.

    Attributes:
        rows: what is understood, in the order of the sheet; rows that are empty, and were when it was made, are left
            out. The cell for all rows without a question stands here as one row for each of them.
        not_understood: rows that are not, with the reason; nothing of them is among the others.
        strange: headings that are not known, a sentence each; the rest is read.
    """

    rows: tuple[DecisionRow, ...]
    not_understood: tuple[Fault, ...] = ()
    strange: tuple[str, ...] = ()


def read_sheet(
    book: Book,
    measures: Mapping[str, Measure] = NO_MEASURES,
    *,
    ids: Collection[str] | None = None,
    edition: Edition | None = None,
    actuals: Mapping[str, Measure] = NO_MEASURES,
    today: date | None = None,
) -> SheetDecisions:
    """What people decided on a variance sheet.

    Columns are found by their headings, so a sheet that was sorted, filtered or given more columns reads the same; a
    heading that somebody renamed is known by its place.

    Args:
        measures: of targets, by indicator id; without one a new target is read as the cell shows it.
        ids: the indicators of the sheet's agency; None takes any.
        edition: the one it is of, by which days are judged, and by ``today``, the day of whoever reads it.
        actuals: how figures are read, by indicator id; a figure that is not the one the sheet was made with is told.

    Raises:
        Fault: the workbook is no variance sheet, or has lost the heading of a column that people decide in: a decision
            without its note, its name or its day would be another one.
    """
    sheet = _decided_in(book)
    found = _headings(sheet) if sheet is not None else None
    if sheet is None or found is None:
        raise Fault(
            f"{book.name} has no sheet “{REVIEW}” with the headings Id and {DECISION}.",
            "Decide in the workbook that “pmr review” wrote, and hand that one back.",
        )
    require_headings(sheet, found)
    reader = SheetRows(book, sheet, found, measures, actuals, edition, today)
    decided: dict[str, DecisionRow] = {}
    places, wrong = marked_places(book)
    wrong += hidden_lost(sheet, found)
    seen: dict[str, CellRef] = {}
    rest: list[SheetRow] = []
    for line in reader.lines():
        if line.rest:
            rest.append(line)
        if line.id in seen:
            wrong.append(_twice(line, seen[line.id]))
            decided.pop(line.id, None)
            continue
        try:
            row = line.with_places(line.read(), places)
            if row is None:
                continue
            seen[line.id] = line.where
            if ids is not None and line.id not in (*ids, REST_ID):
                wrong.append(_not_theirs(line))
                continue
            decided[line.id] = row
        except Fault as fault:
            seen[line.id] = line.where
            wrong.append(fault)
    wrong += [_nowhere(name, marked) for name, marked in places.items() if marked is not None]
    wrong += _on_copies(book, sheet, reader)
    band = decided.pop(REST_ID, None)
    if band is not None and band.decision not in ("", APPROVE, WITHDRAW):
        wrong.append(_not_for_all(band))
        band = None
    if band is not None:
        rows = [replace(band, indicator_id=line.id, grounds=line.text(GROUNDS), with_rest=True) for line in rest]
        decided |= {row.indicator_id: row for row in rows if row.indicator_id not in seen}
    own = (REVIEW, EXCEPTIONS, WORKSHEET)
    renamed = () if sheet.name in own else (f"The sheet “{sheet.name}” was read as “{REVIEW}”.",)
    return SheetDecisions(tuple(decided.values()), tuple(wrong), (*renamed, *found.renamed))


def _decided_in(book: Book) -> Sheet | None:
    """The sheet that people decide in, whichever workbook it is; if it was renamed, the one that has its headings."""
    named = book.sheet(REVIEW) or book.sheet(EXCEPTIONS) or book.sheet(WORKSHEET)
    if named is not None:
        return named
    alike = [sheet for sheet in book.sheets if _headings(sheet) is not None]
    return alike[0] if len(alike) == 1 else None


def _on_copies(book: Book, sheet: Sheet, reader: SheetRows) -> list[Fault]:
    """Decisions on copies of the sheet that it does not have itself: which of the two is meant, nobody knows."""
    others = [one for one in book.sheets if one.name not in (sheet.name, BY_PLACE)]  # there places are decided on
    copies = [(one, found) for one in others if (found := _headings(one)) is not None]
    if not copies:
        return []
    own = {line.id: line.text(DECISION) for line in reader.lines()}
    return [
        Fault(
            f"{line.where}: “{line.text(DECISION)}” stands on a copy of “{sheet.name}”, and is not read.",
            f"Decide on “{sheet.name}”, and delete the copy.",
        )
        for one, found in copies
        for line in SheetRows(book, one, found, reader.measures, reader.actuals, reader.edition).lines()
        if line.text(DECISION) not in ("", own.get(line.id, ""))
    ]


def read_decisions(book: Book, measures: Mapping[str, Measure] = NO_MEASURES) -> tuple[DecisionRow, ...]:
    """What people decided, where all of it is understood.

    Raises:
        Fault: the workbook is no variance sheet, or (all of these in one) rows are not understood.
    """
    read = read_sheet(book, measures)
    if read.not_understood:
        raise in_one(read.not_understood)
    return read.rows


def in_one(faults: Collection[Fault]) -> Fault:
    """Several faults as one: every message, each remedy once, in the order in which it is needed first."""
    return Fault(" ".join(one.message for one in faults), " ".join(dict.fromkeys(one.remedy for one in faults)))


def read_figures(book: Book, edition: Edition, measures: Mapping[str, Measure]) -> dict[str, Figure]:
    """The figures that the sheet shows, by indicator id; those that it has no figure for are left out."""
    sheet = _decided_in(book)
    found = None if sheet is None else _headings(sheet)
    if sheet is None or found is None:
        return {}
    figures: dict[str, Figure] = {}
    for line in SheetRows(book, sheet, found, NO_MEASURES, measures, edition).lines():
        cell, measure = line.actual(), measures.get(line.id)
        figure = None if cell is None or measure is None else figure_in(cell, measure)
        if figure is not None:
            figures[line.id] = figure
    return figures


def _headings(sheet: Sheet) -> FoundHeadings | None:
    """The row of headings and the columns that are read; None where ids or decisions cannot be found."""
    found = find(sheet, FIELDS)
    return found if found is not None and {"Id", DECISION} <= found.columns.keys() else None


def _twice(line: SheetRow, other: CellRef) -> Fault:
    return Fault(f"{line.where}: “{line.id}” was decided already in {other.address}.", "Keep one of the two rows.")


def _nowhere(indicator: str, marked: MarkedPlaces) -> Fault:
    return Fault(
        f"{marked.where}: “{indicator}” has no row on {REVIEW}, so {marked.note} cannot be decided on.",
        "Make the sheet anew with “pmr review”, and decide there.",
    )


def _not_theirs(line: SheetRow) -> Fault:
    return Fault(
        f"{line.where}: “{line.id}” is no indicator of the agency that this sheet names.",
        "Make the sheet anew with “pmr review”, and decide there.",
    )


def _not_for_all(band: DecisionRow) -> Fault:
    return Fault(
        f"{band.where}: “{band.decision}” cannot be decided for all rows at once.",
        f"Choose {APPROVE} or {WITHDRAW} there; decide what is otherwise in its own row.",
    )
