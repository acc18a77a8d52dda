"""Paper: a workbook to be written, as a plain value.

Forms lay out paper; the writer on the porch makes a file of it. Rows and columns are counted from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import cached_property
from itertools import count, islice, repeat
from typing import TypeAlias

from pmr_xl.model.book.filters import ColumnFilter
from pmr_xl.model.book.places import Range
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import mutable_class, value_class

HEADING_1 = "Heading 1"  # the named style of a sheet's title, which screen readers and other programs know


@value_class
class Style:
    """How a cell looks. Colours are ``#RRGGBB``; equal styles become one format in the file."""

    font: str = "Calibri"
    size: float = 10
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = ""
    fill: str = ""
    align: str = ""  # left, center, right
    valign: str = "vcenter"
    wrap: bool = False
    indent: int = 0
    number_format: str = "General"
    locked: bool = True
    top: str = ""  # colour of a thin line; empty for none
    bottom: str = ""
    left: str = ""
    right: str = ""
    heavy_top: bool = False  # the top line is of medium weight
    named: str = ""  # the named cell style it is of: HEADING_1; empty for Excel's “Normal”


class Formula(NamedTuple):
    """A formula without its ``=``, and the result to show until it is first recalculated.

    A result of None says that it was never computed: spreadsheets compute it when they open the file.
    """

    text: str
    result: str | float | bool | None = ""

    @property
    def saved_result(self) -> str | float | bool:
        """The result as a file holds it: one blank for an empty text, lest it look like a formula never computed."""
        if self.result is None:
            return ""
        return self.result if self.result != "" else " "


class Link(NamedTuple):
    """A link within the workbook (``internal:'Submission'!J7``) or to a file, with the text or number that bears it."""

    target: str
    text: str | int
    tip: str = ""


class Rich(NamedTuple):
    """Text in runs, each with its own style."""

    runs: tuple[tuple[str, Style], ...]

    @property
    def text(self) -> str:
        """The runs joined."""
        return "".join(text for text, _ in self.runs)


ID, NAME = "id", "name"  # keys of a table's columns that hold no figure

Content: TypeAlias = str | float | int | bool | Formula | Link | Rich | None


class Put(NamedTuple):
    """One cell to be written."""

    content: Content
    style: Style = Style()


@value_class
class ConditionalRule:
    """A data validation, in XlsxWriter's words (``kind``: list, decimal, custom, length …); within Excel's limits."""

    area: Range
    kind: str
    criteria: str = ""
    value: str | float = ""
    maximum: str | float = ""
    source: tuple[str, ...] | str = ()
    prompt_title: str = ""  # ≤ 32
    prompt: str = ""  # ≤ 255
    error_title: str = ""  # ≤ 32
    error: str = ""  # ≤ 224
    error_type: str = "stop"  # stop, warning, information
    ignore_blank: bool = True
    refuses: bool = True  # False: a drop-down that offers its list and lets anything else be typed too


@value_class
class Paint:
    """A conditional format: where a formula (without its ``=``) is true, the cells look so."""

    area: Range
    formula: str
    style: Style
    stop: bool = False


@value_class
class Sparkline:
    """A line of history in a cell: where it stands and the cells it draws (``Sheet!F7:J7``)."""

    row: int
    column: int
    source: str


def header_text(text: str) -> str:
    """``text`` as a header or footer has it: ``&`` is a command there, and a digit would count to the ``&8`` before."""
    return (" " if text[:1].isdigit() else "") + text.replace("&", "&&")


@value_class
class Print:
    """How a sheet prints. Header and footer are in Excel's code; a text of ours goes in by :func:`header_text`."""

    landscape: bool = True
    paper: str = "letter"
    fit_width: int = 1
    fit_height: int = 0
    repeat_rows: tuple[int, int] | None = None  # first and last row repeated on every page
    repeat_columns: tuple[int, int] | None = None  # the same of columns, where it is more than one page wide
    header: str = ""
    footer: str = "&L&8&A&C&8&F&R&8Page &P of &N"
    area: Range | None = None
    breaks: tuple[int, ...] = ()  # rows after which a page ends
    margins: tuple[float, float, float, float] = (0.4, 0.4, 0.55, 0.55)  # left, right, top, bottom, in inches


_UNSTYLED = Style()


@mutable_class
class Page:
    """One sheet to be written. Built by laying cells on it with :meth:`put`."""

    name: str
    cells: dict[tuple[int, int], Put] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)  # column → width in characters
    heights: dict[int, float] = field(default_factory=dict)  # row → points
    hidden_columns: set[int] = field(default_factory=set)
    folded: set[int] = field(default_factory=set)  # columns of outline groups that are closed until somebody opens them
    folded_rows: set[int] = field(default_factory=set)  # the same of rows; the sign that opens them stands above
    filters: dict[int, ColumnFilter] = field(default_factory=dict)  # column of the table → what it lets through
    hidden_rows: set[int] = field(default_factory=set)
    visible: bool = True
    freeze: tuple[int, int] | None = None  # first row and column that scroll
    table: tuple[str, Range] | None = None  # name and area of a real Excel table (headings included)
    table_filters: bool = True  # False: the table's headings carry no filter buttons
    filter: Range | None = None  # a plain autofilter, where there is no table
    rules: list[ConditionalRule] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)
    sparklines: list[Sparkline] = field(default_factory=list)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    keys: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)  # of tables: whose row, which column
    links: dict[tuple[int, int], Link] = field(default_factory=dict)  # laid over cells, which keep what they hold
    protected: bool = False  # without a password; filter, sort and widths allowed
    print: Print = field(default_factory=Print)
    tab: str = ""
    zoom: int = 100
    gridlines: bool = False
    selected: tuple[int, int] = (1, 1)

    def put(self, row: int, column: int, content: Content, style: Style | None = None) -> None:
        """Lay ``content`` on a cell."""
        self.cells[row, column] = Put(content, style or _UNSTYLED)

    def put_row(self, row: int, first: int, puts: Iterable[Put]) -> None:
        """Lay cells side by side, the first of them in column ``first``."""
        self.cells.update(zip(zip(repeat(row), count(first)), puts))  # noqa: B905 - as many as there are

    def columns_in(self, row: int) -> Sequence[int]:
        """The columns of a row that something was laid on, in no order; laying a page row by row asks at each."""
        new = len(self.cells) - self._listed[0]
        # Cells are only ever added, behind the others, so that each is looked at once.
        for at, column in islice(reversed(self.cells), new):
            self._columns.setdefault(at, []).append(column)
        self._listed[0] = len(self.cells)
        return self._columns.get(row, ())

    @cached_property
    def _columns(self) -> dict[int, list[int]]:
        return {}

    @cached_property
    def _listed(self) -> list[int]:
        return [0]

    @property
    def after_folded(self) -> set[int]:
        """The columns right behind the closed groups: there stands the sign that opens them."""
        return {column + 1 for column in self.folded} - self.folded


@mutable_class
class Paper:
    """A workbook to be written: pages in order, defined names, document properties."""

    pages: list[Page]
    names: dict[str, str] = field(default_factory=dict)  # name → reference with its “=”
    title: str = ""
    subject: str = ""
    language: str = ""  # the document's, as “en-US”; said to screen readers where it is given
    first: str = ""  # the page open first; the first page where empty

    def page(self, name: str) -> Page:
        """The page of that name; the first where it is empty. Raises KeyError."""
        for page in self.pages:
            if name in ("", page.name):
                return page
        raise KeyError(name)
