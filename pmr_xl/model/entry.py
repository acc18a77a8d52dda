"""One row of a submission: what stands in its columns, each value with its cell.

Reading never fails on what people typed: a value that cannot be understood stays beside its cell with ``figure`` None,
and the rules say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar, overload

from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure, Measure
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.schema.line import Line

Other = TypeVar("Other")
new = tuple.__new__  # a third of the cost of calling a class of named fields, here where thousands are made


class Ask:
    """Keys of the form's columns. History columns are keyed by their period's code (``FY25``, ``FY25-T04``)."""

    ID = "id"
    INDICATOR = "indicator"
    UNIT = "unit"
    DIRECTION = "direction"
    CRITICAL = "critical"  # in forms of the first layout; later ones have the star before the name
    ACTUAL = "actual"
    TO_DATE = "to_date"  # a monthly form's year to date
    REASON = "reason"
    TARGET = "target"  # this fiscal year's
    NEXT_TARGET = "next_target"
    EXPLANATION = "explanation"
    STATUS = "status"
    HINT = "hint"  # what to do
    GOAL = "goal"

    FIGURES = (ACTUAL, TO_DATE, TARGET, NEXT_TARGET)  # what an agency fills in with figures


@value_class
class Column:
    """One column of the form: its key, its heading, and whether the agency fills it."""

    key: str
    heading: str
    open: bool = False
    period: Period | None = None


class Entered(NamedTuple):
    """What stands in one column of one row.

    Attributes:
        where: the cell, also where it is empty.
        cell: what is stored there; None where nothing is.
        figure: the value understood, for columns of figures; None where there is none or it cannot be understood.
        measure: how the figure is read and printed; None for columns of words.
    """

    key: str
    heading: str
    where: CellRef
    cell: Cell | None = None
    figure: Figure | None = None
    measure: Measure | None = None

    @property
    def text(self) -> str:
        """The cell's value as text, stripped, without what is struck out.

        Numbers as Excel's General would show them; errors by their name.
        """
        cell = self.cell
        value = None if cell is None else cell.value
        if cell is None or value is None:
            return ""
        if cell.runs is not None and cell.runs.struck and isinstance(value, str):
            return cell.runs.plain.strip()  # what is struck out is not said
        if isinstance(value, bool):
            return str(value).upper()
        return f"{value:.15g}" if isinstance(value, float) else str(value).strip()

    @property
    def raw(self) -> str:
        """The text exactly as typed; empty for anything that is not text."""
        return self.cell.value if self.cell is not None and isinstance(self.cell.value, str) else ""

    @property
    def empty(self) -> bool:
        """Nothing stands there: no value and no formula (blanks alone count as nothing)."""
        return self.cell is None or (self.cell.formula is None and self.text == "")

    @property
    def as_printed(self) -> str:
        """The figure as the report prints it, else the text."""
        if self.figure is not None and self.measure is not None:
            return self.measure.show(self.figure)
        return self.text


class Layout(NamedTuple):
    """What the rows of one sheet share: where its columns are and how their cells are understood.

    Attributes:
        columns: key → column and its number, for the columns that were found, in form order.
        figure_of: the figure that a cell holds in that measure; None where it cannot be understood.
    """

    sheet: str
    columns: Mapping[str, tuple[Column, int]]
    figure_of: Callable[[Cell | None, Measure], Figure | None]


class EnteredRow(Mapping[str, Entered]):
    """What stands in a row by the columns' keys, understood when somebody looks: at most of it nobody does.

    Attributes:
        cells: the row's cells by column number.
    """

    __slots__ = ("_layout", "_line", "_row", "_understood", "cells")

    def __init__(self, layout: Layout, line: Line, row: int, cells: Mapping[int, Cell]) -> None:
        """The row of ``line``; ``cells`` by column number."""
        self._layout, self._line, self._row, self.cells = layout, line, row, cells
        self._understood: dict[str, Entered] = {}

    @property
    def columns(self) -> dict[str, Column]:
        """The columns that were found, by their keys, in form order."""
        return {key: column for key, (column, _) in self._layout.columns.items()}

    def stores(self, key: str, text: str) -> bool:
        """Whether a column's cell stores exactly that text, all of it in force; nothing is understood for it."""
        at = self._layout.columns.get(key)
        cell = None if at is None else self.cells.get(at[1])
        return cell is not None and cell.value == text and cell.runs is None

    def stored_cell(self, key: str) -> Cell | None:
        """The cell in that column, as it is stored; None where nothing is, and where the form has lost the column."""
        at = self._layout.columns.get(key)
        return None if at is None else self.cells.get(at[1])

    def with_cell(self, cell: Cell) -> EnteredRow:
        """The row with that cell in place of the one in its column."""
        return EnteredRow(self._layout, self._line, self._row, {**self.cells, cell.column: cell})

    def __getitem__(self, key: str) -> Entered:
        found = self._understood.get(key)
        if found is None:
            layout = self._layout
            column, number = layout.columns[key]
            cell, measure = self.cells.get(number), measure_of(column, self._line)
            figure = None if cell is None or measure is None else layout.figure_of(cell, measure)
            where = new(CellRef, (layout.sheet, self._row, number))
            found = self._understood[key] = new(Entered, (key, column.heading, where, cell, figure, measure))
        return found

    @overload
    def get(self, key: str, /) -> Entered | None: ...
    @overload
    def get(self, key: str, default: Entered | Other, /) -> Entered | Other: ...
    def get(self, key: str, default: Entered | Other | None = None, /) -> Entered | Other | None:
        """What stands in that column; ``default`` where the form has lost it."""
        found = self._understood.get(key)  # asked for again and again; the inherited way would cost three calls
        if found is None and key in self._layout.columns:
            return self[key]
        return default if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self._layout.columns)

    def __len__(self) -> int:
        return len(self._layout.columns)


def measure_of(column: Column, line: Line) -> Measure | None:
    """How the figures of that column are read in the indicator's row; None for a column of words."""
    if column.period is None:
        return None
    return line.indicator.target_measure if column.key in _TARGETS else line.indicator.measure


_TARGETS = (Ask.TARGET, Ask.NEXT_TARGET)


@value_class(slots=False)
class Entry:
    """One row of a submission: an indicator and everything entered for it."""

    line: Line
    row: int
    entered: EnteredRow

    @property
    def indicator(self) -> Indicator:
        """The indicator, as the schema has it."""
        return self.line.indicator

    def __getitem__(self, key: str) -> Entered:
        return self.entered[key]

    def get(self, key: str) -> Entered | None:
        """What stands in that column; None where the form has lost the column."""
        return self.entered.get(key)

    @property
    def actual(self) -> Entered:
        """This period's actual."""
        return self.entered[Ask.ACTUAL]

    @property
    def where(self) -> CellRef:
        """Where the row is pointed at: the actual; where the form has lost that column, the first that it still has."""
        return (self.get(Ask.ACTUAL) or next(iter(self.entered.values()))).where

    @property
    def figures(self) -> Iterator[Entered]:
        """The columns that hold figures, in form order."""
        return (entered for entered in self.entered.values() if entered.measure is not None)
