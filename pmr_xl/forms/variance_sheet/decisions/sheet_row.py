"""A row of a variance sheet, read back as its author means it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pmr_xl.forms.headings import FoundHeadings
from pmr_xl.forms.variance_sheet.decisions import cells as decision_cells
from pmr_xl.forms.variance_sheet.decisions.cells import cell_text, said_in
from pmr_xl.forms.variance_sheet.decisions.columns import (
    DATE,
    DECISION,
    EARLIER,
    FIGURE,
    GROUNDS,
    NAME,
    NEW_TARGET,
    NOTE,
    REST,
    STOOD,
    WHEN_MADE,
    as_day,
)
from pmr_xl.forms.variance_sheet.decisions.row import NOTHING_STOOD, DecisionRow, EarlierDecision, Stood
from pmr_xl.forms.variance_sheet.decisions.sentences import with_sentence
from pmr_xl.forms.variance_sheet.decisions.single_places import MarkedPlaces
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.decision import ADJUST, DECISIONS, known_word
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import SIGNS, Figure, Measure
from pmr_xl.model.quick.named import NamedTuple


def figure_in(cell: Cell, measure: Measure) -> Figure | None:
    """The figure that a cell shows: a number, or one of the report's signs; None for anything else."""
    if isinstance(cell.value, float) and not isinstance(cell.value, bool):
        return measure.from_cell(cell.value, measure.number_format)
    return SIGNS.get(cell_text(cell.value))


class SheetRows(NamedTuple):
    """A sheet's rows, and what is known of them."""

    book: Book
    sheet: Sheet
    found: FoundHeadings
    measures: Mapping[str, Measure]
    actuals: Mapping[str, Measure]
    edition: Edition | None
    today: date | None = None

    def lines(self) -> Iterator[SheetRow]:
        """Every row below the headings that names an indicator."""
        for row in sorted(row for row in self.sheet.cells.rows if row > self.found.row):
            line = SheetRow(self, row)
            if line.id:
                yield line


class SheetRow:
    """One row of a sheet."""

    def __init__(self, reader: SheetRows, row: int) -> None:
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
            self._samefigure_in()
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
        self._samefigure_in()
        kept = row.note if row is not None and row.changed else ""
        note = "; ".join(text for text in (kept, marked.note) if text)
        by, day = (row.by, row.on) if row is not None and row.changed else (self._said(NAME), self._day())
        made = (marked.where, "", self.text(GROUNDS), self._earlier())
        return DecisionRow(self.id, marked.decision, note, marked.by or by, day, self._stood(), *made)

    def _day(self) -> date | None:
        reader = self._reader
        return decision_cells.day_in(
            *(self._cell(DATE), self._place(DATE), reader.edition), date1904=reader.book.date1904, today=reader.today
        )

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

    def _samefigure_in(self) -> None:
        """Raise Fault where the row shows another figure than the sheet was made with."""
        made, measure = self.text(FIGURE), self._reader.actuals.get(self.id)
        if not made or measure is None:
            return
        cell = self.actual()
        now = "" if cell is None else measure.show(figure_in(cell, measure)) or cell_text(cell.value)
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
        column = next(
            (cell.column for cell in top if cell_text(cell.value) == reader.edition.submitted_period.label), 0
        )
        return reader.sheet.at(self._row, column) if column else None
