"""A workbook file read into a Book: everything in it, nothing interpreted, nothing lost.

Reading never fails on content; only a file that is no sound workbook raises Unreadable.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pmr_xl.books.grid import Grid
from pmr_xl.books.notes import read_notes
from pmr_xl.books.package import DEFAULT, Limits, Package
from pmr_xl.books.sheet_reader import SheetReader
from pmr_xl.books.strings import read_strings
from pmr_xl.books.styles import read_styles
from pmr_xl.books.surroundings import connections, external_links, has_macros, is_signed, producer, read_tables
from pmr_xl.books.workbook_part import SheetPart
from pmr_xl.model.cell import Cells
from pmr_xl.model.collecting import without_collecting
from pmr_xl.model.sheet import Book, Sheet, SheetKind


def read_book(path: Path, limits: Limits = DEFAULT, wanted: Callable[[str], bool] | None = None) -> Book:
    """Read the workbook at ``path``.

    Args:
        path: the file.
        limits: how large it may be.
        wanted: by a sheet's name, whether to read it; the others are left out of the book. None for all.

    Raises:
        Unreadable: tells the file's illness and the way out.
    """
    return book_of(Package.open(path, limits), wanted)


def book_of(package: Package, wanted: Callable[[str], bool] | None = None) -> Book:
    """Read an opened package. Raises Unreadable."""
    with without_collecting():
        return _Reading(package).book(wanted)


class _Reading:
    """One reading of one package: what its sheets share."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.workbook = package.workbook
        self.strings = read_strings(package)
        self.styles = read_styles(package)
        self.left = package.limits.cells

    def book(self, wanted: Callable[[str], bool] | None) -> Book:
        package = self.package
        return Book(
            name=package.name,
            sheets=tuple(self.sheet(one) for one in package.sheets if wanted is None or wanted(one.name)),
            sha256=package.sha256,
            names=self.workbook.names,
            date1904=self.workbook.date1904,
            has_macros=has_macros(package),
            external_links=external_links(package),
            connections=connections(package),
            producer=producer(package),
            signed=is_signed(package),
            parts=package.names,
        )

    def sheet(self, listed: SheetPart) -> Sheet:
        if listed.kind in (SheetKind.CHARTSHEET, SheetKind.DIALOGSHEET):
            return Sheet(listed.name, kind=listed.kind, visibility=listed.visibility)
        grid = Grid(self.strings, self.styles, date1904=self.workbook.date1904, most=self.left)
        reader = SheetReader(self.package, listed.part, grid)
        reader.read()
        self.left -= grid.laid
        facts = reader.facts
        tables, filtered = read_tables(self.package, listed.part)
        return Sheet(
            name=listed.name,
            cells=Cells.of(grid.rows),
            kind=listed.kind,
            visibility=listed.visibility,
            hidden_rows=frozenset(grid.hidden_rows),
            hidden_columns=facts.hidden_up_to(grid.last_column),
            merges=tuple(facts.merges),
            validations=tuple(facts.validations),
            conditional_formats=facts.conditional_formats,
            tables=tables,
            notes=read_notes(self.package, listed.part),
            protected=facts.protected,
            filtered=(*facts.filters.in_force, *filtered),
            formatted_to=(grid.last_row, grid.last_column),
        )
