"""Decisions read back from a variance sheet of any version: what is understood, and what is not, each with its cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from pmr_xl.forms.headings import FoundHeadings, find
from pmr_xl.forms.variance_sheet.decisions import cells as decision_cells
from pmr_xl.forms.variance_sheet.decisions.cells import cell_text, said_in
from pmr_xl.forms.variance_sheet.decisions.columns import (
    DATE,
    DECISION,
    EARLIER,
    FIELDS,
    FIGURE,
    GROUNDS,
    NAME,
    NEW_TARGET,
    NOTE,
    REST,
    REST_ID,
    STOOD,
    WHEN_MADE,
    as_day,
)
from pmr_xl.forms.variance_sheet.decisions.row import NOTHING_STOOD, DecisionRow, EarlierDecision, Stood
from pmr_xl.forms.variance_sheet.decisions.sentences import with_sentence
from pmr_xl.forms.variance_sheet.decisions.single_places import MarkedPlaces, marked_places
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.decision import ADJUST, APPROVE, DECISIONS, WITHDRAW, known_word
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import SIGNS, Figure, Measure
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
) -> SheetDecisions:
    """What people decided on a variance sheet.

    Columns are found by their headings, so a sheet that was sorted, filtered or given more columns reads the same; a
    heading that somebody renamed is known by its place.

    Args:
        measures: of targets, by indicator id; without one a new target is read as the cell shows it.
        ids: the indicators of the sheet's agency; None takes any.
        edition: the one it is of, by which days are judged.
        actuals: how figures are read, by indicator id; a figure that is not the one the sheet was made with is told.

    Raises:
        Fault: the workbook is no variance sheet.
    """
    sheet = _decided_in(book)
    found = _headings(sheet) if sheet is not None else None
    if sheet is None or found is None:
        raise Fault(
            f"{book.name} has no sheet “{REVIEW}” with the headings Id and {DECISION}.",
            "Decide in the workbook that “pmr review” wrote, and hand that one back.",
        )
    reader = _Reader(book, sheet, found, measures, actuals, edition)
    decided: dict[str, DecisionRow] = {}
    places, wrong = marked_places(book)
    seen: dict[str, CellRef] = {}
    rest: list[_Line] = []
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
    band = decided.pop(REST_ID, None)
    if band is not None and band.decision not in ("", APPROVE, WITHDRAW):
        wrong.append(_not_for_all(band))
        band = None
    if band is not None:
        rows = [replace(band, indicator_id=line.id, grounds=line.text(GROUNDS), with_rest=True) for line in rest]
        decided |= {row.indicator_id: row for row in rows if row.indicator_id not in seen}
    return SheetDecisions(tuple(decided.values()), tuple(wrong), found.told)


def _decided_in(book: Book) -> Sheet | None:
    """The sheet that people decide in, whichever workbook it is."""
    return book.sheet(REVIEW) or book.sheet(EXCEPTIONS) or book.sheet(WORKSHEET)


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
    for line in _Reader(book, sheet, found, NO_MEASURES, measures, edition).lines():
        cell, measure = line.actual(), measures.get(line.id)
        figure = None if cell is None or measure is None else _figure(cell, measure)
        if figure is not None:
            figures[line.id] = figure
    return figures


def _figure(cell: Cell, measure: Measure) -> Figure | None:
    if isinstance(cell.value, float) and not isinstance(cell.value, bool):
        return measure.from_cell(cell.value, measure.number_format)
    return SIGNS.get(cell_text(cell.value))


def _headings(sheet: Sheet) -> FoundHeadings | None:
    """The row of headings and the columns that are read; None where ids or decisions cannot be found."""
    found = find(sheet, FIELDS)
    return found if found is not None and {"Id", DECISION} <= found.columns.keys() else None


def _twice(line: _Line, other: CellRef) -> Fault:
    return Fault(f"{line.where}: “{line.id}” was decided already in {other.address}.", "Keep one of the two rows.")


def _nowhere(indicator: str, marked: MarkedPlaces) -> Fault:
    return Fault(
        f"{marked.where}: “{indicator}” has no row on {REVIEW}, so {marked.note} cannot be decided on.",
        "Make the sheet anew with “pmr review”, and decide there.",
    )


def _not_theirs(line: _Line) -> Fault:
    return Fault(
        f"{line.where}: “{line.id}” is no indicator of the agency that this sheet names.",
        "Make the sheet anew with “pmr review”, and decide there.",
    )


def _not_for_all(band: DecisionRow) -> Fault:
    return Fault(
        f"{band.where}: “{band.decision}” cannot be decided for all rows at once.",
        f"Choose {APPROVE} or {WITHDRAW} there; decide what is otherwise in its own row.",
    )


class _Reader(NamedTuple):
    """A sheet's rows, and what is known of them."""

    book: Book
    sheet: Sheet
    found: FoundHeadings
    measures: Mapping[str, Measure]
    actuals: Mapping[str, Measure]
    edition: Edition | None

    def lines(self) -> Iterator[_Line]:
        """Every row below the headings that names an indicator."""
        for row in sorted(row for row in self.sheet.cells.rows if row > self.found.row):
            line = _Line(self, row)
            if line.id:
                yield line


class _Line:
    """One row of a sheet."""

    def __init__(self, reader: _Reader, row: int) -> None:
        self._reader, self._row = reader, row
        self.id = self.text("Id")
        self.where = self._place(DECISION)
        self.rest = self.text(REST) == "1"

    def _cell(self, heading: str) -> Cell | None:
        column = self._reader.found.columns.get(heading)
        return None if column is None else self._reader.sheet.at(self._row, column)

    def _place(self, heading: str) -> CellRef:
        return CellRef(self._reader.sheet.name, self._row, self._reader.found.columns.get(heading, 0))

    def text(self, heading: str) -> str:
        """What the program wrote there, as text."""
        cell = self._cell(heading)
        return "" if cell is None else cell_text(cell.value)

    def _said(self, heading: str) -> str:
        return said_in(self._cell(heading), self._place(heading))

    def read(self) -> DecisionRow | None:
        """The row as its author means it; None where it says nothing and never did. Raises Fault."""
        measure = self._reader.measures.get(self.id)
        target = decision_cells.target_in(self._cell(NEW_TARGET), measure, self._place(NEW_TARGET))
        typed, note, sentence = self._said(DECISION), self._said(NOTE), self.text(WHEN_MADE)
        stood, earlier = self._stood(), self._earlier()
        if not (typed or note or sentence or target or earlier or stood != NOTHING_STOOD):
            return None
        word = known_word(typed) if typed else ""
        if word is None:
            raise Fault(f"{self.where}: “{typed}” is not a decision.", f"Choose one of: {', '.join(DECISIONS)}.")
        if target and word != ADJUST:
            told = f"the decision is {word}" if word else "no decision is chosen"
            raise Fault(
                f"{self.where}: {target} stands under “{NEW_TARGET}”, and {told}.",
                f"Choose “{ADJUST}”, or empty “{NEW_TARGET}”.",
            )
        if word:
            self._same_figure()
        made = (self.where, target, self.text(GROUNDS), earlier)
        row = DecisionRow(self.id, word, note, self._said(NAME), self._day(), stood, *made)
        return with_sentence(row, sentence) if sentence else row

    def with_places(self, row: DecisionRow | None, places: dict[str, MarkedPlaces | None]) -> DecisionRow | None:
        """The row with what was decided of single places: they decide of it, and its note names them. Raises Fault.

        Args:
            places: by indicator; those of this row are taken out. None where they are not understood.
        """
        if self.id not in places:
            return row
        marked = places.pop(self.id)
        if marked is None:
            raise Fault(
                f"{self.where}: nothing of this row is taken, because By place is not understood.", "Correct it there."
            )
        if row is not None and row.changed and row.decision not in ("", marked.decision):
            raise Fault(
                f"{self.where}: “{row.decision}” is decided here, and “{marked.decision}” of {marked.note} in "
                f"{marked.where}.",
                "Leave one of the two: a place that is returned or held returns or holds its indicator.",
            )
        self._same_figure()
        kept = row.note if row is not None and row.changed else ""
        note = "; ".join(text for text in (kept, marked.note) if text)
        by, day = (row.by, row.on) if row is not None and row.changed else (self._said(NAME), self._day())
        made = (marked.where, "", self.text(GROUNDS), self._earlier())
        return DecisionRow(self.id, marked.decision, note, marked.by or by, day, self._stood(), *made)

    def _day(self) -> date | None:
        reader = self._reader
        return decision_cells.day_in(self._cell(DATE), self._place(DATE), reader.edition, date1904=reader.book.date1904)

    def _stood(self) -> Stood:
        decision, target, note, name, _ = (self.text(heading) for heading in STOOD)
        cell = self._cell(STOOD[-1])
        day = None
        if cell is not None and isinstance(cell.value, float):
            day = as_day(cell.value, date1904=self._reader.book.date1904)
        return Stood(known_word(decision) or "", target, note, name, day)

    def _earlier(self) -> EarlierDecision | None:
        told = [self.text(heading) for heading in EARLIER]
        return EarlierDecision(*told) if any(told) else None

    def _same_figure(self) -> None:
        """Raise Fault where the row shows another figure than the sheet was made with."""
        made, measure = self.text(FIGURE), self._reader.actuals.get(self.id)
        if not made or measure is None:
            return
        cell = self.actual()
        now = "" if cell is None else measure.show(_figure(cell, measure)) or cell_text(cell.value)
        if cell is not None and now != made:
            where = CellRef(self._reader.sheet.name, self._row, cell.column)
            raise Fault(
                f"{where}: the figure is {now or 'empty'} here, and was {made} when the sheet was made.",
                "Figures are corrected in the submission. Make the sheet anew with “pmr review”, and decide there.",
            )

    def actual(self) -> Cell | None:
        """The cell of the figure that is decided on."""
        reader = self._reader
        if reader.edition is None:
            return None
        top = reader.sheet.cells.rows[reader.found.row].values()
        column = next((cell.column for cell in top if cell_text(cell.value) == reader.edition.submitted.label), 0)
        return reader.sheet.at(self._row, column) if column else None
