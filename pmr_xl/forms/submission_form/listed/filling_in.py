"""What a list would put into a form, cell by cell, and what it would not and why; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from pmr_xl.forms.submission_form.listed.list_table import ListColumns, ListRow, ListTable
from pmr_xl.forms.submission_form.listed.naming import EntryNames
from pmr_xl.forms.submission_form.listed.understanding import Understood, figure_cell, understand_cells
from pmr_xl.forms.submission_form.search import plain, text_in
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.typed import NewCell
from pmr_xl.model.display.shown import shown_text
from pmr_xl.model.entry import Entered, Entry
from pmr_xl.model.measure import Figure
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import Submission


class ListOutcome(StrEnum):
    """What became of one cell of a list."""

    FILLED = "filled"
    WRITTEN_OVER = "written over"
    SAME = "stood already"
    OTHER = "stands otherwise"
    FORMULA = "a formula stands there"
    NOT_READ = "not understood"
    TWICE = "named twice"
    NO_ROW = "no such row"
    ELSEWHERE = "asked elsewhere"  # of the same agency, in another part or in no month
    NOTHING = "nothing on the list"

    @property
    def sign(self) -> str:
        """The icon that goes with the word."""
        return _SIGNS[self]

    @property
    def enters(self) -> bool:
        """Whether something is put into the form."""
        return self in (ListOutcome.FILLED, ListOutcome.WRITTEN_OVER)

    @property
    def left_out(self) -> bool:
        """Whether the list says something that is not in the form now."""
        return self not in _IN_ORDER


_IN_ORDER = (
    *(ListOutcome.FILLED, ListOutcome.WRITTEN_OVER, ListOutcome.SAME, ListOutcome.ELSEWHERE, ListOutcome.NOTHING),
)
_SIGNS = {
    ListOutcome.FILLED: "✓", ListOutcome.WRITTEN_OVER: "●", ListOutcome.SAME: "=", ListOutcome.OTHER: "▲",
    ListOutcome.FORMULA: "▲", ListOutcome.NOT_READ: "✕", ListOutcome.TWICE: "✕", ListOutcome.NO_ROW: "✕",
    ListOutcome.NOTHING: "–", ListOutcome.ELSEWHERE: "–",
}  # fmt: skip


class ListedCell(NamedTuple):
    """One cell of a list and what becomes of it.

    Attributes:
        row: its row in the list; ``said``: how that row names its indicator.
        line: the indicator; None where it is none of the form's.
        column: the heading of the form's column; ``listed``: what the list says, ``stood``: what the form said.
        why: more about the outcome, in words.
        new: what is put into the form; None where nothing is.
    """

    row: int
    said: str
    line: Line | None
    column: str
    listed: str
    stood: str
    outcome: ListOutcome
    why: str = ""
    new: NewCell | None = None


@value_class
class ListedForm:
    """A list held beside a form.

    Attributes:
        cells: every cell of the list, in its order.
        not_listed: indicators of the form that the list does not name.
    """

    cells: tuple[ListedCell, ...]
    not_listed: tuple[Line, ...]

    @property
    def new(self) -> tuple[NewCell, ...]:
        """What is to be typed into the form."""
        return tuple(one.new for one in self.cells if one.new is not None)

    def count(self, *outcomes: ListOutcome) -> int:
        """How many cells of the list came out so."""
        return sum(one.outcome in outcomes for one in self.cells)


class _Place(NamedTuple):
    """A cell of the list that belongs into a cell of the form."""

    row: int
    said: str
    entry: Entry
    there: Entered
    cell: Cell | None


def fill_in(
    submission: Submission,
    past: Past,
    settings: OfficeSettings,
    table: ListTable,
    columns: ListColumns,
    *,
    over: bool = False,
) -> ListedForm:
    """Hold a list beside a form.

    Args:
        past: what the form is judged by: the rules say what each figure was meant to be.
        over: write over what stands in the form otherwise; a formula is never written over.
    """
    found = list(_placed(submission, table, columns))
    figures = {
        one.there.where: (one.cell._replace(formula=None), one.there.measure)
        for one in found
        if isinstance(one, _Place) and one.cell is not None and _shown(one.cell) and one.there.measure is not None
    }
    known = understand_cells(submission, past, settings, figures)
    cells = [one if isinstance(one, ListedCell) else _held(one, known, over=over) for one in found]
    named = {one.line.id for one in cells if one.line is not None}
    return ListedForm(tuple(cells), tuple(one.line for one in submission.entries if one.line.id not in named))


def _placed(submission: Submission, table: ListTable, columns: ListColumns) -> Iterator[_Place | ListedCell]:
    """Every cell of the list at its place in the form; what has none there, with the reason."""
    names, seen = EntryNames(submission), dict[str, int]()
    for row in table.rows:
        said_id, said_name = _text(row, columns.id), _text(row, columns.name)
        if not said_id and not said_name:
            continue
        entry, why, elsewhere = names.find(said_id, said_name)
        said = said_id or said_name
        listed = " · ".join(filter(None, (_shown(row.cells[at]) for at in columns.asked.values())))
        if entry is None:
            outcome = ListOutcome.ELSEWHERE if elsewhere else ListOutcome.NO_ROW
            yield ListedCell(row.number, said, None, "", listed, "", outcome, why)
        elif seen.setdefault(entry.line.id, row.number) != row.number:
            why = f"row {seen[entry.line.id]} of the list names it first"
            yield ListedCell(row.number, said, entry.line, "", listed, "", ListOutcome.TWICE, why)
        else:
            for key, at in columns.asked.items():
                if key in entry.entered:
                    yield _Place(row.number, said, entry, entry[key], row.cells[at])


def _held(place: _Place, known: Mapping[CellRef, Understood], *, over: bool) -> ListedCell:
    there, cell, line = place.there, place.cell, place.entry.line
    told = ListedCell(place.row, place.said, line, there.heading, _shown(cell), _stood(there), ListOutcome.NOTHING)
    if cell is None or not _shown(cell):
        return told
    figure, why = known.get(there.where, Understood(None))
    new = NewCell(there.where, text_in(cell)) if there.measure is None else None
    if figure is not None:
        new, why = figure_cell(there.where, figure, there.measure), "it has more digits than a cell keeps"
    if new is None:
        return told._replace(outcome=ListOutcome.NOT_READ, why=why)
    told = told._replace(listed=_said(there, new, figure))
    if there.cell is not None and there.cell.formula is not None:
        return told._replace(outcome=ListOutcome.FORMULA)
    if there.empty:
        return told._replace(outcome=ListOutcome.FILLED, new=new)
    if there.figure == figure if figure is not None else plain(there.text) == plain(str(new.value)):
        return told._replace(outcome=ListOutcome.SAME)
    return (
        told._replace(outcome=ListOutcome.WRITTEN_OVER, new=new) if over else told._replace(outcome=ListOutcome.OTHER)
    )


def _said(there: Entered, new: NewCell, figure: Figure | None) -> str:
    return str(new.value) if figure is None or there.measure is None else there.measure.show(figure)


def _stood(there: Entered) -> str:
    formula = there.cell.formula if there.cell is not None else None
    return there.as_printed or ("a formula" if formula is not None else "")


def _text(row: ListRow, place: int | None) -> str:
    return "" if place is None else text_in(row.cells[place])


def _shown(cell: Cell | None) -> str:
    return "" if cell is None else _words(cell)


def _words(cell: Cell) -> str:
    """What a person sees in the cell; a number whose format is not known here as Excel's General shows it."""
    if isinstance(cell.value, float):
        return shown_text(cell) or f"{cell.value:.15g}"
    return "" if cell.value is None else str(cell.value).strip()
