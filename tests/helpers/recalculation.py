"""LibreOffice as the spreadsheet: open workbooks, recalculate everything, save them, read them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from soffice import converted

from pmr_xl.books.reading.reader import read_book
from pmr_xl.model.book.sheet import Book


def recalculated(path: Path, folder: Path) -> Book:
    """The workbook at ``path`` as LibreOffice computes it; ``folder`` takes the copy."""
    return all_recalculated([path], folder)[0]


def all_recalculated(paths: Sequence[Path], folder: Path) -> list[Book]:
    """Several workbooks in one run of LibreOffice, which takes longer to start than to compute."""
    done = folder / "recalculated"
    done.mkdir(exist_ok=True)
    converted(paths, done, "xlsx:Calc MS Excel 2007 XML", recalculate=True)
    return [read_book(done / path.name) for path in paths]
