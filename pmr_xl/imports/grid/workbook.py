"""A workbook's sheet as lines of text, each cell as it shows; the sheet is found by its headings, or named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Protocol, TypeAlias

from pmr_xl.imports.grid.headings import heading_row
from pmr_xl.imports.grid.mangled import refuse_mangled
from pmr_xl.model.fault import Fault

Lines = list[tuple[int, list[str]]]  # row number in the file, and its cells


class Sheets(Protocol):
    """A workbook as a table needs it, whoever reads it.

    Attributes:
        names: of its worksheets, in their order.
    """

    names: list[str]

    def rows(self, name: str) -> Iterable[tuple[int, list[str]]]:
        """The numbers of a sheet's rows and their cells as they show (``grid.shown``); rows without cells may lack."""

    def unsaved_formula(self, name: str) -> str:
        """Where the first formula without a saved result stands; empty where there is none."""

    def close(self) -> None:
        """Give the file back."""


Opened: TypeAlias = Callable[[Path], Sheets]


def sheet_lines(
    path: Path, marks: AbstractSet[str], sheet: str = "", headings_in: int = 0, opened: Opened | None = None
) -> tuple[str, Lines]:
    """The name and the lines of the sheet that holds a table. NA stays the text it is.

    Args:
        marks: headings of which a table has at least one.
        sheet: the sheet's name; the only one with such headings where it is empty.
        headings_in: the row of the headings, where somebody names it: then any sheet with something there is one.
        opened: opens the workbook; None for openpyxl's way.

    Raises:
        Fault: no sheet or several have such headings, none is called so, a formula has no saved result, or the file is
            no whole workbook.
    """
    if opened is None:
        from pmr_xl.imports.grid.with_openpyxl import OpenpyxlSheets  # slow to load, and not everywhere

        opened = OpenpyxlSheets
    book = opened(path)
    try:
        names = book.names
        if sheet:
            found = {name.casefold(): name for name in names}.get(sheet.strip().casefold())
            if found is None:
                raise Fault(f"{path.name} has no sheet “{sheet}”.", f"Its sheets are {', '.join(names)}.")
            return found, _lines(path, book, found)
        tables = {name: lines for name in names if _heads(lines := _lines(path, book, name), marks, headings_in)}
    finally:
        book.close()
    if not tables:
        raise Fault(
            f"{path.name} has no sheet with a row of headings such as {_examples(marks)}.",
            f"Give the columns their headings; its sheets are {', '.join(names)}.",
        )
    if len(tables) > 1:
        raise Fault(
            f"{path.name} has several sheets that could be meant: {', '.join(tables)}.", "Say which with --sheet."
        )
    return next(iter(tables.items()))


def _examples(marks: AbstractSet[str]) -> str:
    """Three of the headings, each in one of its spellings, the shortest first."""
    spelled = {one.casefold().replace("_", " "): one for one in sorted(marks)}
    return " or ".join([spelled[key] for key in sorted(spelled, key=lambda one: (len(one), one))][:3])


def _heads(lines: Lines, marks: AbstractSet[str], headings_in: int) -> bool:
    if headings_in:
        return any(number == headings_in and len(cells) > 1 for number, cells in lines)
    return heading_row([cells for _, cells in lines], marks) is not None


def _lines(path: Path, book: Sheets, name: str) -> Lines:
    lines: Lines = []
    for number, cells in book.rows(name):
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            lines.append((number, cells))
    refuse_mangled(f"{path.name}, sheet {name}", "\n".join(" ".join(cells) for _, cells in lines))
    if place := book.unsaved_formula(name):
        raise Fault(
            f"{path.name}, {name}!{place} holds a formula without a saved result.",
            "Open the workbook in Excel, save it, and import again.",
        )
    wide = max((len(cells) for _, cells in lines), default=0)
    return [(number, [*cells, *[""] * (wide - len(cells))]) for number, cells in lines]
