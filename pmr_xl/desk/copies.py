"""Review copies among submissions: what validating wrote beside a file is not sent by anybody."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.desk.received.answers import REVIEW_SUFFIX
from pmr_xl.model.fault import Unreadable
from pmr_xl.model.sheet import Book


def copied_from(path: Path) -> Path | None:
    """The file beside it that ``path`` is the review copy of; None where it is none, or holds something else.

    A review copy in which somebody mended figures is a submission like any other.
    """
    if not path.stem.casefold().endswith(REVIEW_SUFFIX):
        return None
    original = path.with_stem(path.stem[: -len(REVIEW_SUFFIX)])
    if not original.is_file() or not path.is_file():
        return None
    from pmr_xl.books.reader import read_book

    try:
        marked, plain = read_book(path), read_book(original)
    except Unreadable:
        return None
    return original if _holds(marked, plain) else None


def _holds(marked: Book, plain: Book) -> bool:
    """Whether every cell of the plain book stands in the marked one as it is."""
    sheets = {sheet.name: sheet for sheet in marked.sheets}
    return all(
        (copy := sheets.get(sheet.name)) is not None
        and {place: (cell.value, cell.formula) for place, cell in copy.cells.items()}
        == {place: (cell.value, cell.formula) for place, cell in sheet.cells.items()}
        for sheet in plain.sheets
    )
