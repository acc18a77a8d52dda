"""A submission: what one agency filled into one form, each value with its cell.

Reading a form never fails on what people typed: a value that cannot be understood stays beside its cell with
``figure`` None, and the rules say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from functools import cached_property
from typing import TypeVar, overload

from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.corrected import Corrected
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.indicator import Chapter, Indicator, Line
from pmr_xl.model.measure import Figure, Measure
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class

Other = TypeVar("Other")
new = tuple.__new__  # a third of the cost of calling a class of named fields, here where thousands are made
FORM_VERSION = "2"  # of the form's layout; the form is stamped with it, and a rule looks whether it is one we read
FIRST_LAYOUT = "1"
FORM_VERSIONS = (FIRST_LAYOUT, FORM_VERSION)  # those that are read
VARIANCE_FORM = "PMR variance sheet"  # what a variance sheet says that it is, where a form says the same of itself


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
    def shown(self) -> str:
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
    def headed(self) -> dict[str, Column]:
        """The columns that were found, by their keys, in form order."""
        return {key: column for key, (column, _) in self._layout.columns.items()}

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
    def figures(self) -> Iterator[Entered]:
        """The columns that hold figures, in form order."""
        return (entered for entered in self.entered.values() if entered.measure is not None)


@value_class
class Restatement:
    """One row of the Restatements sheet: a past value the agency asks to change."""

    row: int
    entered: Mapping[str, Entered]
    line: Line | None = None
    period: Period | None = None
    published: Figure | None = None
    new: Figure | None = None
    reason: str = ""
    explanation: str = ""


@value_class
class Stamp:
    """What the About sheet says the form is. Every value as found, empty where missing.

    Attributes:
        part: of a form that is one of several parts of another: ``2 of 3: Goal 1b``; empty for a whole form.
        parts: of a part, the titles of all of them; ``made_from``: the form it is a part of, and its SHA-256;
            ``rows``: the ids of its own indicators.
    """

    form: str = ""
    version: str = ""
    agency: str = ""
    report: str = ""
    fiscal_year: str = ""
    schema_hash: str = ""
    due: str = ""
    submission_version: str = ""
    part: str = ""
    parts: str = ""
    made_from: str = ""
    rows: str = ""
    where: Mapping[str, CellRef] = field(default_factory=dict)


@value_class
class Row:
    """A row of the Submission sheet as found, whether or not its id is known."""

    row: int
    id: str
    line: Line | None


@value_class(slots=False)
class Submission:
    """A filled form, read.

    Attributes:
        chapter: the agency's schema as it is now, by which it is judged.
        asked: the schema its form was made from, by which it was read; None where that is not known.
        columns: key → column number, for the columns whose headings were found.
        rows: every row of the table as found, from above, also those with an unknown or repeated id.
        entries: the rows whose id is known, once each, in the order of the sheet.
        lost_columns: columns of the form whose headings are gone.
        lost_sheets: sheets of the form that are gone.
        strange_headings: heading cells that are not the form's.
        layout: the version of the form's layout that its headings are of.
        collapsed: keys of the columns that the form itself was laid with collapsed.
        formats_lost: no locked cell of figures has a number format any more; entries' cells are as they were laid.
        corrections: cells that the office reads otherwise than they were sent; entries have them, the book has not.
    """

    book: Book
    stamp: Stamp
    chapter: Chapter
    edition: Edition
    sheet: str
    heading_row: int
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    restatements: tuple[Restatement, ...] = ()
    lost_columns: tuple[Column, ...] = ()
    lost_sheets: tuple[str, ...] = ()
    strange_headings: tuple[tuple[CellRef, str], ...] = ()
    certification: Mapping[str, Entered] = field(default_factory=dict)
    formats_lost: bool = False
    layout: str = FORM_VERSION
    collapsed: tuple[str, ...] = ()
    asked: Chapter | None = None
    corrections: tuple[Corrected, ...] = ()

    @property
    def asked_lines(self) -> tuple[Line, ...]:
        """The rows its form was laid with, as far as that is known."""
        return (self.asked or self.chapter).asked_in(self.edition).lines

    def as_asked(self, line: Line) -> Line:
        """A line as its form had it: the name, unit, direction, mark and goal that stood there."""
        return line if self.asked is None else self.asked.by_id.get(line.id, line)

    @cached_property
    def last_row(self) -> int:
        """The last row with a known id; the row of the headings where there is none."""
        return next((row.row for row in reversed(self.rows) if row.line is not None), self.heading_row)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries by indicator id."""
        return {entry.line.id: entry for entry in self.entries}

    def numbers(self, key: str) -> list[float | None]:
        """One column of figures, entry by entry; None where no number stands."""
        numbers = self._numbers.get(key)
        if numbers is None:
            column = [entry.entered.get(key) for entry in self.entries]
            figures = [None if entered is None else entered.figure for entered in column]
            numbers = self._numbers[key] = [
                float(figure) if isinstance(figure, Decimal) else None for figure in figures
            ]
        return numbers

    @cached_property
    def _numbers(self) -> dict[str, list[float | None]]:
        return {}
