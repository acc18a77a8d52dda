"""A table that somebody brings, as text: rows with the numbers they have in their file, under known headings."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from pmr_xl.imports.grid.headings import heading_row, known_heading
from pmr_xl.imports.grid.mangled import refuse_mangled
from pmr_xl.imports.grid.workbook import Lines, Opened, sheet_lines
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.pattern import pattern

_SEPARATOR = pattern(r"sep=(.)\r?\n", re.IGNORECASE)
_PACKAGE, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # how .xlsx and .xls files begin


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table under its headings.

    Attributes:
        headings: in this program's spelling.
        columns: for each of them its number in the file, from 1.
        rows: number in the file, and one cell for each heading, without blanks around.
        sheet: of a workbook; empty for CSV.
    """

    path: Path
    headings: tuple[str, ...]
    columns: tuple[int, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    sheet: str = ""

    @property
    def place(self) -> str:
        """The file as messages name it, with its sheet where it has several."""
        return f"{self.path.name}, sheet {self.sheet}" if self.sheet else self.path.name


def read_grid(
    path: Path, marks: AbstractSet[str], sheet: str = "", headings_in: int = 0, opened: Opened | None = None
) -> TableGrid:
    """Read a table brought as CSV in UTF-8 or as a workbook.

    Args:
        marks: headings of which the row of headings has at least one; lines above it are passed over.
        sheet: of a workbook that has several.
        headings_in: the row of the headings, where somebody names it; 0 where it is to be found by ``marks``.
        opened: opens a workbook; None for openpyxl's way.

    Raises:
        Fault: missing, empty, mangled, not separated by commas, with uneven rows or cells without a heading.
    """
    if _is_workbook(path):
        sheet, lines = sheet_lines(path, marks, sheet, headings_in, opened)
    else:
        if sheet:
            raise Fault(f"{path.name} is no workbook, so it has no sheet “{sheet}”.", "Leave --sheet out.")
        lines = _csv_lines(path)
    at = _told(path, lines, headings_in) if headings_in else heading_row([cells for _, cells in lines], marks) or 0
    name = f"{path.name}, sheet {sheet}" if sheet else path.name
    headings, wide = _headings(name, *lines[at])
    kept = [place for place in range(wide) if headings[place] or _stray(name, lines[at + 1 :], place)]
    even = ((number, _even(name, number, cells, wide)) for number, cells in lines[at + 1 :])
    if len(kept) == wide:
        rows = [(number, tuple(map(str.strip, cells))) for number, cells in even]
    else:
        rows = [(number, tuple(cells[place].strip() for place in kept)) for number, cells in even]
    return TableGrid(path, tuple(headings[one] for one in kept), tuple(one + 1 for one in kept), tuple(rows), sheet)


def _told(path: Path, lines: Lines, row: int) -> int:
    numbers = [number for number, _ in lines]
    if row not in numbers:
        raise Fault(f"{path.name} has nothing in row {row}.", "Name the row of the headings.")
    return numbers.index(row)


def _is_workbook(path: Path) -> bool:
    """Whether a file is a workbook by what it holds, whatever its name says."""
    try:
        with path.open("rb") as file:
            return file.read(len(_PACKAGE)) == _PACKAGE
    except OSError:
        return False  # what is wrong with it is told where it is read as text


def _headings(name: str, number: int, cells: Sequence[str]) -> tuple[list[str], int]:
    """The headings as this program spells them, empty ones at the end left out; and how many."""
    found = [known_heading(cell) for cell in cells]
    while found and not found[-1]:
        found.pop()
    if len(found) == 1 and (";" in found[0] or "\t" in found[0]):
        raise Fault(f"{name} is not separated by commas.", "Save it as “CSV UTF-8 (comma delimited)” and import again.")
    if twice := [one for one in dict.fromkeys(found) if one and found.count(one) > 1]:
        said = " and ".join(f"“{cell.strip()}”" for cell, one in zip(cells, found, strict=False) if one == twice[0])
        raise Fault(
            f"{name} has the column “{twice[0]}” twice (row {number}: {said}).", "Remove one of them and import again."
        )
    return found, len(found)


def _stray(name: str, rows: Lines, place: int) -> bool:
    """False for a column without heading and without cells. Raises Fault where cells stand in it."""
    for number, cells in rows:
        if place < len(cells) and cells[place].strip():
            raise Fault(
                f"{name}, row {number}: “{cells[place].strip()}” stands in column {place + 1}, which has no heading.",
                "Give the column a heading, or empty it, and import again.",
            )
    return False


def _even(name: str, number: int, cells: list[str], wide: int) -> list[str]:
    """A row as wide as the headings; empty cells behind them do not count."""
    while len(cells) > wide and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != wide:
        raise Fault(
            f"{name}, row {number} has {len(cells)} cells; the headings are {wide}.",
            "A comma inside a text needs quotes around the text; save the table from Excel as CSV UTF-8.",
        )
    return cells


def _csv_lines(path: Path) -> Lines:
    text, separator = text_of(path), ","
    if told := _SEPARATOR.match(text):  # Excel's own hint; it shows the table without that line, so it is not counted
        separator, text = told[1], text[told.end() :]
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator))
    except csv.Error as error:
        raise Fault(f"{path.name} is no whole CSV file: {error}.", "Export the table again and import it.") from None
    return [(number, line) for number, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]


def text_of(path: Path) -> str:
    """The text of a CSV file in UTF-8.

    Raises:
        Fault: it is missing, empty, a workbook, in another encoding, or its text was mangled before it came here.
    """
    if path.is_dir():
        raise Fault(f"{path} is a folder.", "Name the table in it.")
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Fault(f"There is no file {path}.", "Look at the spelling of its name and folder.") from None
    except OSError as error:
        raise Fault(
            f"{path} cannot be read: {error.strerror}.", "Close it where it is open, or ask for the right to read it."
        ) from None
    if raw.startswith((_PACKAGE, _OLD)):
        raise Fault(
            f"{path.name} is a workbook, and what is read here is text.",
            "Save the table as “CSV UTF-8 (comma delimited)” and name that file.",
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Fault(
            f"{path.name} is saved as Unicode text (UTF-16).",
            "Save it as “CSV UTF-8 (comma delimited)” and import again.",
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
    refuse_mangled(path.name, text)
    return text
