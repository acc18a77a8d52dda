"""A workbook as a plain value: what the reader found, nothing interpreted, nothing lost."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from functools import cached_property
from typing import Any

from pmr_xl.model.book.cell import Cell, Cells, CellValue
from pmr_xl.model.book.filters import ColumnFilter
from pmr_xl.model.book.places import Range, from_a1, ranges
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class


class Visibility(Enum):
    """Whether a sheet is shown."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"


class SheetKind(Enum):
    """What a sheet is; only worksheets have cells."""

    WORKSHEET = "worksheet"
    CHARTSHEET = "chartsheet"
    DIALOGSHEET = "dialogsheet"
    MACROSHEET = "macrosheet"
    UNHELD = "unheld"  # listed by the workbook, which says of no part that it is the sheet


class DataValidation(NamedTuple):
    """A data validation: where it holds (``B2:D9 F1``), its type (``list``, ``decimal`` …) and first formula."""

    where: str
    kind: str
    formula: str = ""

    @property
    def ranges(self) -> tuple[Range, ...]:
        """The areas where it holds."""
        return ranges(self.where)


class Note(NamedTuple):
    """A note or a threaded comment on a cell."""

    row: int
    column: int
    text: str
    author: str = ""
    threaded: bool = False


class Shape(NamedTuple):
    """A text box, a drawn shape or a control that lies over cells; its upper left corner stands on that cell.

    Attributes:
        macro: the macro that a click starts, as the file names it; empty where none is.
    """

    row: int
    column: int
    text: str
    macro: str = ""


class TableArea(NamedTuple):
    """An Excel table (list object)."""

    name: str
    area: Range
    columns: tuple[str, ...] = ()
    filters: tuple[ColumnFilter, ...] = ()


@value_class
class Sheet:
    """One sheet of a book. ``cells`` holds every cell with a value or a formula, by row and column.

    ``formatted_to`` is the last row and column that carry anything, if only formatting, so that a phantom used range
    can be told and no cell lies beyond; (0, 0) where it is not known. ``filtered`` are the areas, with their headings,
    of which a filter in force shows only some rows. ``arrays`` are the areas that one formula fills, of more than one
    cell: each of their cells holds the formula. ``rule_formulas`` are those of validations and conditional formats,
    each once.
    """

    name: str
    cells: Cells = field(default_factory=Cells)
    kind: SheetKind = SheetKind.WORKSHEET
    visibility: Visibility = Visibility.VISIBLE
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Range, ...] = ()
    validations: tuple[DataValidation, ...] = ()
    conditional_formats: int = 0
    rule_formulas: tuple[str, ...] = ()
    tables: tuple[TableArea, ...] = ()
    notes: tuple[Note, ...] = ()
    shapes: tuple[Shape, ...] = ()
    protected: bool = False
    filtered: tuple[Range, ...] = ()
    formatted_to: tuple[int, int] = (0, 0)
    arrays: tuple[Range, ...] = ()

    def array_at(self, row: int, column: int) -> Range | None:
        """The area that one formula fills together with that cell, or None."""
        return next((area for area in self.arrays if area.__contains__((row, column))), None)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell there, or None where the sheet has nothing."""
        return self.cells.at(row, column)

    @property
    def filtered_out(self) -> frozenset[int]:
        """The rows a filter hides: those hidden below its headings, where people hide none while it is on."""
        return frozenset(
            row for row in self.hidden_rows if any(area.top < row <= area.bottom for area in self.filtered)
        )

    def value(self, address: str) -> CellValue:
        """The value at ``J7``; None where there is nothing."""
        cell = self.cells.at(*from_a1(address))
        return None if cell is None else cell.value


@value_class(slots=False)
class Book:
    """A workbook as a plain value.

    Attributes:
        name: file name without its folder.
        sha256: of the file's bytes; empty for a book that never was a file.
        names: defined names and what they refer to.
        external_links: targets of links to other workbooks.
        called: macros that shapes, pictures and controls name, to be run when somebody clicks them.
        parts: names of everything in the package, for rules that look for macros, connections and the like.
        unheld: names of sheets that the workbook lists and does not hold; they are not among ``sheets``.
    """

    name: str
    sheets: tuple[Sheet, ...]
    sha256: str = ""
    names: dict[str, str] = field(default_factory=dict)
    date1904: bool = False
    has_macros: bool = False
    external_links: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    producer: str = ""
    signed: bool = False
    called: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()

    @cached_property
    def memo(self) -> dict[Any, Any]:
        """What others have worked out from it and keep as long as it is kept."""
        return {}

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, compared as Excel does: without case."""
        wanted = name.casefold()
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == wanted), None)
