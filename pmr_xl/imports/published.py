"""Published tables that people bring: read into rows, or refused with file, column and remedy.

Three layouts are known by their headings: indicators, agency resources, units of appropriation. Their year columns
are named for fiscal years (``FY22``), so a table says itself which edition of the report it is. Tables of the
Preliminary MMR name some columns otherwise and print no desired direction; they come out in the words of the MMR.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from pathlib import Path

from pmr_xl.imports.columns import TableColumn, column_of
from pmr_xl.imports.grid.clocks import Clocks
from pmr_xl.imports.table_kinds.kinds import PUBLISHED
from pmr_xl.imports.table_kinds.reading import read_as
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Span
from pmr_xl.model.quick.pattern import pattern

_LARGE = pattern(r"-?\$?\d{4,}(?:\.\d+)?", re.ASCII)
_MANY = 20  # figures of a thousand and more, of which one at least would have its comma
_NO_SECTION = "SERVICE/GOAL"  # what the PMMR's tables say of rows that stand under a service
_PRELIMINARY_NAME = pattern(r"\s*\(Preliminary MMR[^)]*\)$")
_WINGDINGS = {"ñ": "↑", "ò": "↓"}  # the letters behind the report's arrows: what is left when a font is lost
_REFORMATTED = (
    "No figure has its thousands comma: a program saved this table in its own way, and may have cut dollar signs and "
    "zeros behind the point. Decimals are taken as they stand; import the table as it was exported, if you have it."
)


class TableLayout(Enum):
    """What a table holds, and the columns it must have beside its years."""

    INDICATORS = (
        "agency", "agency_name", "section", "service_no", "service", "goal_no", "goal", "critical", "equity",
        "indicator", "parent", "unit", "desired_direction",
    )  # fmt: skip
    RESOURCES = ("agency", "agency_name", "resource")
    APPROPRIATIONS = ("report", "agency", "agency_name", "unit_of_appropriation", "applicable_goals")

    @property
    def mark(self) -> str:
        """The heading that tells this layout from the others."""
        return {"INDICATORS": "indicator", "RESOURCES": "resource", "APPROPRIATIONS": "unit_of_appropriation"}[
            self.name
        ]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a published table: its words by heading, and where it stands."""

    number: int
    words: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.words[heading]


@dataclass(frozen=True)
class PublishedTable:
    """A published table as text, cell by cell.

    Attributes:
        numbers: of the headings' columns in the file, from 1.
        notes: what was read otherwise than it stands there, in sentences.
        resaved: a spreadsheet saved it over: neither decimals nor dollar signs can be read off it.
    """

    path: Path
    layout: TableLayout
    headings: Sequence[str]
    rows: Sequence[TableRow]
    numbers: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    resaved: bool = False

    @cached_property
    def as_printed(self) -> bool:
        """Whether figures stand in it as a report prints them; without thousands commas a program saved its own way."""
        headings = [one.heading for one in self.columns]
        if any("," in row.words[heading] for row in self.rows for heading in headings):
            return True
        return sum(bool(_LARGE.fullmatch(row.words[one])) for row in self.rows for one in headings) < _MANY

    @cached_property
    def columns(self) -> tuple[TableColumn, ...]:
        """The columns of figures, in the table's order."""
        return tuple(column for heading in self.headings if (column := column_of(heading)) is not None)

    @property
    def year(self) -> int:
        """The fiscal year of the edition the table was printed in: the last one with actuals or a modified budget."""
        money = self.layout is TableLayout.APPROPRIATIONS
        return max(column.period.year for column in self.columns if money or column.kind is FactKind.ACTUAL)

    @property
    def years(self) -> tuple[str, ...]:
        """Headings of the columns of a whole year's actuals, oldest first."""
        return tuple(
            column.heading
            for column in self.columns
            if column.kind is FactKind.ACTUAL and column.period.span is Span.YEAR
        )

    @property
    def targets(self) -> tuple[str, ...]:
        """Headings of the columns of targets or plans, this fiscal year's first."""
        return tuple(column.heading for column in self.columns if column.kind is FactKind.TARGET)

    def agencies(self) -> dict[str, list[TableRow]]:
        """Rows by agency code, agencies in the order of the table."""
        grouped: dict[str, list[TableRow]] = {}
        for row in self.rows:
            grouped.setdefault(row["agency"], []).append(row)
        return grouped

    def need(self, *headings: str) -> None:
        """Refuse a table that lacks one of these columns."""
        lost = [heading for heading in headings if heading not in self.headings]
        if lost:
            raise Fault(
                f"{self.path.name} has no column {_listed(lost)}; its columns are {_listed(self.headings)}.",
                "Give the column its heading in the first row and import again.",
            )


def read_table(path: Path, sheet: str = "") -> PublishedTable:
    """Read a published table, brought as CSV or as a workbook.

    Args:
        sheet: of a workbook that has several.

    Raises:
        Fault: the file is missing, empty, mangled, not comma-separated, or lacks a column.
    """
    grid = read_as(path, PUBLISHED, {one.mark for one in TableLayout}, sheet)
    layout = next((one for one in TableLayout if one.mark in grid.headings), TableLayout.INDICATORS)
    rows = [TableRow(number, dict(zip(grid.headings, cells, strict=True))) for number, cells in grid.rows]
    table = PublishedTable(path, layout, grid.headings, rows, dict(zip(grid.headings, grid.columns, strict=True)))
    if any(column.period.span is Span.TO_DATE for column in table.columns):
        table = replace(table, rows=[_in_words_of_the_mmr(row, table.targets) for row in rows])
        table.need(*(heading for heading in layout.value if heading != "desired_direction"))
    else:
        table.need(*layout.value)
    if not rows:
        raise Fault(f"{grid.place} has headings but no rows.", "Export the table again and import it.")
    if not any(column.kind is FactKind.ACTUAL for column in table.columns):
        raise Fault(
            f"{grid.place} has no column of a fiscal year (FY25).", "Name the columns of actuals FY22, FY23 and so on."
        )
    return _as_typed(table)


def _as_typed(table: PublishedTable) -> PublishedTable:
    """The table with the times and ratios that a spreadsheet saved in its own way as they had been typed."""
    figures = [column.heading for column in table.columns]
    clocks = Clocks(row.words[heading] for heading in figures for row in table.rows)
    if not table.as_printed:
        table = replace(table, notes=(_REFORMATTED,))
    if not clocks.met:
        return table
    rows = []
    for row in table.rows:
        label, unit = row[table.layout.mark], row.words.get("unit", "")
        changed = {one: typed for one in figures if (typed := clocks.as_typed(row[one], label, unit)) != row[one]}
        rows.append(TableRow(row.number, {**row.words, **changed}) if changed else row)
    if not clocks.read:
        return table
    found, typed = clocks.example
    told = (
        f"{clocks.read} times or ratios that a spreadsheet saved as times of day were read as they had been typed: "
        f"{found} as {typed}."
    )
    return replace(table, rows=rows, notes=(*table.notes, told), resaved=not table.as_printed)


def _in_words_of_the_mmr(row: TableRow, targets: Sequence[str]) -> TableRow:
    words = {"desired_direction": "", **row.words}
    if words.get("section") == _NO_SECTION:
        words["section"] = ""
    if "agency_name" in words:
        words["agency_name"] = _PRELIMINARY_NAME.sub("", words["agency_name"])
    words |= {heading: _WINGDINGS.get(words[heading], words[heading]) for heading in targets}
    return TableRow(row.number, words)


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)
