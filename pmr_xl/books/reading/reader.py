"""A workbook file read into a Book: everything in it, nothing interpreted, nothing lost.

Reading never fails on content; only a file that is no sound workbook raises Unreadable.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pmr_xl.books.package.opening import DEFAULT, Limits, Package
from pmr_xl.books.package.workbook_part import SheetPart
from pmr_xl.books.reading.cells.grid import Grid
from pmr_xl.books.reading.cells.weaving import Weaver
from pmr_xl.books.reading.notes import read_notes
from pmr_xl.books.reading.shapes import read_shapes
from pmr_xl.books.reading.sheet_reader import SheetReader, too_many_cells
from pmr_xl.books.reading.strings import read_strings
from pmr_xl.books.reading.styles import read_styles
from pmr_xl.books.reading.surroundings import (
    called_macros,
    connections,
    external_links,
    has_macros,
    is_signed,
    producer,
    read_tables,
)
from pmr_xl.model.book.cell import Cells
from pmr_xl.model.book.sheet import Book, Sheet, SheetKind
from pmr_xl.model.quick.collecting import without_collecting

_LARGE = 20 * 2**20  # bytes of all sheets; in smaller ones more cells than are read have no room
_ALL = 4  # a quarter of the cells that are read is kept before those that are left are counted


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
        self.held = [sheet for sheet in self.workbook.sheets if sheet.kind is not SheetKind.UNHELD]
        self.counted = False
        self.strings = read_strings(package)
        self.styles = read_styles(package)
        self.weaver = Weaver()
        self.left = package.limits.cells
        self._parts: dict[str, Sheet] = {}
        self.called: dict[str, None] = {}

    def watch(self, laid: int) -> None:
        """Raise Unreadable where large sheets hold more cells than are read, when some of them are ``laid``.

        Counting inflates the sheets once more, so it waits until there are many, but not until most of them are kept.
        """
        limit = self.package.limits.cells
        if self.counted or (limit - self.left + laid) * _ALL <= limit:
            return
        self.counted = True
        parts = {sheet.part for sheet in self.held}
        if sum(self.package.entry(part).size for part in parts) > _LARGE:
            # Each of these ends once in a cell with content; some programs put a prefix before the names.
            ends = sum(chunk.count(b"v>") + chunk.count(b"is>") for p in parts for chunk in self.package.chunks(p))
            if ends // 2 > limit:
                raise too_many_cells(self.package)

    def book(self, wanted: Callable[[str], bool] | None) -> Book:
        package = self.package
        sheets = tuple(self.sheet(one) for one in self.held if wanted is None or wanted(one.name))
        return Book(
            name=package.name,
            sheets=sheets,
            sha256=package.sha256,
            names=self.workbook.names,
            date1904=self.workbook.date1904,
            has_macros=has_macros(package),
            external_links=external_links(package),
            connections=connections(package),
            producer=producer(package),
            signed=is_signed(package),
            called=tuple(dict.fromkeys((*self.called, *called_macros(package)))),
            parts=package.names,
            unheld=tuple(sheet.name for sheet in package.sheets if sheet.kind is SheetKind.UNHELD),
        )

    def sheet(self, listed: SheetPart) -> Sheet:
        """The sheet; a part that is listed again is not read again."""
        if listed.part not in self._parts:
            self._parts[listed.part] = self._read(listed)
        return replace(self._parts[listed.part], name=listed.name, visibility=listed.visibility)

    def _read(self, listed: SheetPart) -> Sheet:
        if listed.kind in (SheetKind.CHARTSHEET, SheetKind.DIALOGSHEET):
            return Sheet(listed.name, kind=listed.kind, visibility=listed.visibility)
        grid = Grid(
            self.strings,
            self.styles,
            date1904=self.workbook.date1904,
            most=self.left,
            work=self.package.work,
            weaver=self.weaver,
        )
        reader = SheetReader(self.package, listed.part, grid, self.watch)
        reader.read()
        self.left -= grid.laid
        facts = reader.facts
        self.called |= facts.called
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
            rule_formulas=tuple(facts.rule_formulas),
            tables=tables,
            notes=read_notes(self.package, listed.part),
            shapes=read_shapes(self.package, listed.part),
            protected=facts.protected,
            filtered=(*facts.filters.in_force, *filtered),
            formatted_to=(grid.last_row, grid.last_column),
            arrays=tuple(area for area, _ in grid.arrays if (area.top, area.left) != (area.bottom, area.right)),
        )
