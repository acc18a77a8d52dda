"""A workbook's sheet as lines of text, each cell as it shows; the sheet is found by its headings, or named."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Set as AbstractSet
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.imports.grid.headings import heading_row
from pmr_xl.imports.grid.mangled import refuse_mangled
from pmr_xl.imports.grid.shown import shown
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from openpyxl import Workbook

Lines = list[tuple[int, list[str]]]


def sheet_lines(path: Path, marks: AbstractSet[str], sheet: str = "", headings_in: int = 0) -> tuple[str, Lines]:
    """The name and the lines of the sheet that holds a table. NA stays the text it is.

    Args:
        marks: headings of which a table has at least one.
        sheet: the sheet's name; the only one with such headings where it is empty.
        headings_in: the row of the headings, where somebody names it: then any sheet with something there is one.

    Raises:
        Fault: no sheet or several have such headings, none is called so, a formula has no saved result, or the file is
            no whole workbook.
    """
    book = _opened(path, data_only=True)
    try:
        names = [one.title for one in book.worksheets]
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
            f"{path.name} has no sheet with a row of headings such as {' or '.join(sorted(marks)[:3])}.",
            f"Give the columns their headings; its sheets are {', '.join(names)}.",
        )
    if len(tables) > 1:
        raise Fault(
            f"{path.name} has several sheets that could be meant: {', '.join(tables)}.", "Say which with --sheet."
        )
    return next(iter(tables.items()))


def _heads(lines: Lines, marks: AbstractSet[str], headings_in: int) -> bool:
    if headings_in:
        return any(number == headings_in and len(cells) > 1 for number, cells in lines)
    return heading_row([cells for _, cells in lines], marks) is not None


def _lines(path: Path, book: Workbook, name: str) -> Lines:
    lines: Lines = []
    for number, row in enumerate(book[name].iter_rows(), 1):
        cells = [shown(cell.value, str(cell.number_format or "General")) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            lines.append((number, cells))
    refuse_mangled(f"{path.name}, sheet {name}", "\n".join(" ".join(cells) for _, cells in lines))
    _refuse_unsaved(path, name)
    wide = max((len(cells) for _, cells in lines), default=0)
    return [(number, [*cells, *[""] * (wide - len(cells))]) for number, cells in lines]


def _refuse_unsaved(path: Path, name: str) -> None:
    """Refuse formulas whose result nobody saved: they would come in as nothing."""
    with_results, formulas = _opened(path, data_only=True), _opened(path, data_only=False)
    try:
        for stored, written in zip(with_results[name].iter_rows(), formulas[name].iter_rows(), strict=True):
            for one, other in zip(stored, written, strict=True):
                if one.value is None and other.value is not None:
                    raise Fault(
                        f"{path.name}, {name}!{other.coordinate} holds a formula without a saved result.",
                        "Open the workbook in Excel, save it, and import again.",
                    )
    finally:
        with_results.close()
        formulas.close()


def _opened(path: Path, *, data_only: bool) -> Any:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that a table does not need
            with path.open("rb") as file:  # by its bytes: openpyxl would refuse it by its name
                book = load_workbook(BytesIO(file.read()), read_only=True, data_only=data_only)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Fault(
            f"{path.name} is no whole workbook: {error}.", "Open it in Excel, save it as .xlsx, and import that."
        ) from None
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # other programs state them wrongly
    return book
