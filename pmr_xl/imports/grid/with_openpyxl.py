"""A workbook's sheets for a table, read by openpyxl."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from pmr_xl.imports.grid.shown import displayed_text
from pmr_xl.model.fault import Fault


class OpenpyxlSheets:
    """The sheets of a workbook that is read a row at a time."""

    def __init__(self, path: Path) -> None:
        """Opens it. Raises Fault where it is no whole workbook."""
        self._path = path
        self._book = _opened(path, data_only=True)
        self.names: list[str] = [one.title for one in self._book.worksheets]

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """Each row's number and its cells as they show."""
        for number, row in enumerate(self._book[name].iter_rows(), 1):
            yield number, [displayed_text(cell.value, str(cell.number_format or "General")) for cell in row]

    def unsaved_formula(self, name: str) -> str:
        """Where the first formula without a saved result stands; empty where there is none."""
        with_results, formulas = _opened(self._path, data_only=True), _opened(self._path, data_only=False)
        try:
            nothing = [
                str(other.coordinate)
                for stored, written in zip(with_results[name].iter_rows(), formulas[name].iter_rows(), strict=True)
                for one, other in zip(stored, written, strict=True)
                if one.value is None and other.value is not None
            ]
        finally:
            with_results.close()
            formulas.close()
        if not nothing:
            return ""
        # A result may be a text without letters; only a workbook read as a whole tells that from none.
        sheet = _opened(self._path, data_only=True, by_rows=False)[name]
        return next((place for place in nothing if sheet[place].data_type != "str"), "")

    def close(self) -> None:
        """Give the file back."""
        self._book.close()


def _opened(path: Path, *, data_only: bool, by_rows: bool = True) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that a table does not need
            with path.open("rb") as file:  # by its bytes: openpyxl would refuse it by its name
                book = load_workbook(BytesIO(file.read()), read_only=by_rows, data_only=data_only)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Fault(
            f"{path.name} is no whole workbook: {error}.", "Open it in Excel, save it as .xlsx, and import that."
        ) from None
    for sheet in book.worksheets if by_rows else ():
        sheet.reset_dimensions()  # other programs state them wrongly
    return book
