"""Published tables that people bring as CSV: read into rows, or refused with file, column and remedy.

Three layouts are known by their headings: indicators, agency resources, units of appropriation. Their year columns
are named for fiscal years (``FY22``), so a table says itself which edition of the report it is. Tables of the
Preliminary MMR name some columns otherwise and print no desired direction; they come out in the words of the MMR.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from pathlib import Path

from pmr_xl.imports.columns import Column, column_of
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Span

_ALSO = {"parent_row": "parent", "resource_indicator": "resource"}  # headings of the PMMR: what the MMR calls them
_NO_SECTION = "SERVICE/GOAL"  # what the PMMR's tables say of rows that stand under a service
_PRELIMINARY_NAME = re.compile(r"\s*\(Preliminary MMR[^)]*\)$")
_WINGDINGS = {"ñ": "↑", "ò": "↓"}  # the letters behind the report's arrows: what is left when a font is lost


class Layout(Enum):
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
class PrintedRow:
    """One row of a published table: its words by heading, and where it stands."""

    number: int
    words: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.words[heading]


@dataclass(frozen=True)
class PublishedTable:
    """A published table as text, cell by cell."""

    path: Path
    layout: Layout
    headings: Sequence[str]
    rows: Sequence[PrintedRow]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of figures, in the table's order."""
        return tuple(column for heading in self.headings if (column := column_of(heading)) is not None)

    @property
    def year(self) -> int:
        """The fiscal year of the edition the table was printed in: the last one with actuals or a modified budget."""
        money = self.layout is Layout.APPROPRIATIONS
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

    def agencies(self) -> dict[str, list[PrintedRow]]:
        """Rows by agency code, agencies in the order of the table."""
        grouped: dict[str, list[PrintedRow]] = {}
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


def read_table(path: Path) -> PublishedTable:
    """Read a published table.

    Raises:
        Fault: the file is missing, empty, not UTF-8, not comma-separated, or lacks a column.
    """
    try:
        lines = list(csv.reader(io.StringIO(text_of(path), newline=""), strict=True))
    except csv.Error as error:
        raise Fault(f"{path.name} is no whole CSV file: {error}.", "Export the table again and import it.") from None
    headings = [_ALSO.get(heading.strip(), heading.strip()) for heading in lines[0]]
    if len(headings) == 1 and (";" in headings[0] or "\t" in headings[0]):
        raise Fault(
            f"{path.name} is not separated by commas.", "Save it as “CSV UTF-8 (comma delimited)” and import again."
        )
    layout = next((one for one in Layout if one.mark in headings), Layout.INDICATORS)
    twice = [heading for heading in dict.fromkeys(headings) if headings.count(heading) > 1]
    if twice:
        raise Fault(f"{path.name} has the column {_listed(twice)} twice.", "Remove one of them and import again.")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(headings):
            raise Fault(
                f"{path.name}, row {number} has {len(line)} cells; the headings are {len(headings)}.",
                "A comma inside a text needs quotes around the text; save the table from Excel as CSV UTF-8.",
            )
        rows.append(PrintedRow(number, dict(zip(headings, (cell.strip() for cell in line), strict=True))))
    table = PublishedTable(path, layout, headings, rows)
    if any(column.period.span is Span.TO_DATE for column in table.columns):
        table = replace(table, rows=[_in_words_of_the_mmr(row, table.targets) for row in rows])
        table.need(*(heading for heading in layout.value if heading != "desired_direction"))
    else:
        table.need(*layout.value)
    if not rows:
        raise Fault(f"{path.name} has headings but no rows.", "Export the table again and import it.")
    if not any(column.kind is FactKind.ACTUAL for column in table.columns):
        raise Fault(
            f"{path.name} has no column of a fiscal year (FY25).", "Name the columns of actuals FY22, FY23 and so on."
        )
    return table


def _in_words_of_the_mmr(row: PrintedRow, targets: Sequence[str]) -> PrintedRow:
    words = {"desired_direction": "", **row.words}
    if words.get("section") == _NO_SECTION:
        words["section"] = ""
    if "agency_name" in words:
        words["agency_name"] = _PRELIMINARY_NAME.sub("", words["agency_name"])
    words |= {heading: _WINGDINGS.get(words[heading], words[heading]) for heading in targets}
    return PrintedRow(row.number, words)


def text_of(path: Path) -> str:
    """The text of a CSV file in UTF-8. Raises Fault where it is missing, empty, a workbook or in another encoding."""
    if path.is_dir():
        raise Fault(f"{path} is a folder.", "Name the CSV file in it.")
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Fault(f"There is no file {path}.", "Look at the spelling of its name and folder.") from None
    except OSError as error:
        raise Fault(
            f"{path} cannot be read: {error.strerror}.", "Close it where it is open, or ask for the right to read it."
        ) from None
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Fault(
            f"{path.name} is a workbook, not a CSV file.",
            "Save the table as “CSV UTF-8 (comma delimited)” and import that.",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Fault(
            f"{path.name}, line {line} is not UTF-8: a character there was saved in an older encoding.",
            "Save it as “CSV UTF-8 (comma delimited)” and import again.",
        ) from None
    if not text.strip():
        raise Fault(f"{path.name} is empty.", "Export the table again and import it.")
    return text


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)
