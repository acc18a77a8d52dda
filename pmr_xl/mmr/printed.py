"""What a printed chapter is made of: tables, rows and cells, each cell as printed beside its raw value."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Figure, Measure
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import EQUITY, STAR
from pmr_xl.model.schema.line import Line

# Sign and meaning, in the order the report prints them under every table.
LEGEND = (
    ("★", "Critical Indicator"),
    ("®", "Equity Indicator"),
    ("“NA”", "Not Available"),
    ("⇧⇩", "Directional Target"),
    ("*", "None"),
)
CHANGED = "▲ "  # before what differs from tables that went out, so that it shows in grey as well
_ARROWS = str.maketrans("↑↓", "⇧⇩")


class TableKind(StrEnum):
    """What a table holds."""

    INDICATORS = "indicators"
    RESOURCES = "resources"
    APPROPRIATIONS = "appropriations"


@value_class
class Head:
    """One column after the first.

    Attributes:
        key: stable name: ``actual:FY26``, ``target:FY27``, ``trend``, ``direction``, ``goals``.
        group: what it shares with its neighbours (“Actual”); empty for a column on its own.
        label: its own heading (“FY26”).
        numeric: holds figures; else words.
    """

    key: str
    group: str
    label: str
    numeric: bool = True

    @property
    def full(self) -> str:
        """Both headings in one line, for tables with a single heading row."""
        return f"{self.group} {self.label}".strip()


@value_class
class PrintedCell:
    """One cell: as printed, and what it was printed from.

    Attributes:
        text: exactly what the report prints (arrows as the record has them: ↑ ↓).
        value: the figure, unrounded, in the indicator's unit; None for words and where nothing is known.
        measure: how the figure is printed; None for words.
        revised: a published figure that this edition changes.
        missing: the office has no figure. The report prints NA, which says that it is not available; working papers say
            that it is missing.
        changed: it is another one than in tables that went out, and bears a sign that says so.
    """

    text: str
    value: Figure | None = None
    measure: Measure | None = None
    revised: bool = False
    missing: bool = False
    changed: bool = False

    @property
    def display(self) -> str:
        """The text with the report's hollow arrows."""
        text = self.text if self.text.isascii() else self.text.translate(_ARROWS)
        return f"{CHANGED}{text}" if self.changed else text


@value_class
class PrintedRow:
    """One row of a table.

    Attributes:
        depth: 0, or how far a sub-row stands below its whole.
        cells: one for each head of its table.
        total: a sum of other rows.
        line: the indicator at its place; None for resources and units of appropriation.
        changed: it is called otherwise than in tables that went out, or was not in them.
    """

    id: str
    name: str
    cells: tuple[PrintedCell, ...]
    depth: int = 0
    critical: bool = False
    equity: bool = False
    total: bool = False
    line: Line | None = None
    changed: bool = False

    @property
    def signs(self) -> str:
        """★ and ®, as they stand before the name."""
        return (STAR if self.critical else "") + (EQUITY if self.equity else "")

    @property
    def label(self) -> str:
        """The name as printed: sub-rows with a dash."""
        return f"{CHANGED if self.changed else ''}{'— ' if self.depth else ''}{self.name}"


@value_class
class PrintedTable:
    """One table of the chapter.

    Attributes:
        range_name: stable name of its range in a workbook (``pmr_DSNY_1a``).
        section: what it stands under (“SERVICE 1”, “AGENCY CUSTOMER SERVICE”); tables of one section are neighbours.
        section_text: the service's words; empty outside services.
        title: “Goal 1a”; empty where the section says it all.
        title_text: the goal's words.
        first_head: heading of the column of names.
    """

    range_name: str
    kind: TableKind
    section: str
    section_text: str
    title: str
    title_text: str
    first_head: str
    heads: tuple[Head, ...]
    rows: tuple[PrintedRow, ...]

    @property
    def heading(self) -> str:
        """Section and title in one line."""
        section = f"{self.section} {self.section_text}".strip()
        title = f"{self.title} {self.title_text}".strip()
        return " · ".join(part for part in (section, title) if part)

    def cell(self, row: PrintedRow, key: str) -> PrintedCell:
        """A row's cell under the head of that key. Raises KeyError."""
        for head, cell in zip(self.heads, row.cells, strict=True):
            if head.key == key:
                return cell
        raise KeyError(key)


@value_class(slots=False)
class PrintedChapter:
    """All tables of one agency's chapter, in print order.

    Attributes:
        trend_band: the share beyond which the trend columns say Up or Down.
        report_title: of a report that is taken of another; empty for that itself.
    """

    agency: str
    name: str
    edition: Edition
    tables: tuple[PrintedTable, ...]
    trend_band: Decimal
    report_title: str = ""

    @property
    def report_name(self) -> str:
        """The name of the report it is printed in."""
        return self.report_title or self.edition.report.full_name

    @property
    def full_title(self) -> str:
        """``Mayor's Management Report, Fiscal 2026``."""
        return f"{self.report_name}, {self.edition.when_words}"

    @property
    def short_title(self) -> str:
        """``MMR Fiscal 2026``; of another report its title."""
        return f"{self.report_title}, {self.edition.when_words}" if self.report_title else self.edition.title

    @cached_property
    def missing_count(self) -> int:
        """How many figures the office does not have."""
        return sum(cell.missing for table in self.tables for row in table.rows for cell in row.cells)

    def of(self, kind: TableKind) -> tuple[PrintedTable, ...]:
        """The tables of one kind."""
        return tuple(table for table in self.tables if table.kind is kind)

    def rows(self, kind: TableKind = TableKind.INDICATORS) -> Iterator[tuple[PrintedTable, PrintedRow]]:
        """Every row of one kind with its table, in print order."""
        for table in self.of(kind):
            for row in table.rows:
                yield table, row
