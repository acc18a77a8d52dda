"""Paper → .xlsx: the one room that knows XlsxWriter. The same paper gives the same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from pmr_xl.atomic_write import write_atomically
from pmr_xl.books.package.zipped import zip_parts
from pmr_xl.books.writing.formats import Formats
from pmr_xl.books.writing.writer_pages import write_page
from pmr_xl.forms.paper.pages import Paper
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.collecting import without_collecting

# The day is fixed so that two buildings of one paper are one file; Excel wants some day.
CREATED = datetime(2025, 7, 1, tzinfo=UTC)
AUTHOR = "Mayor's Office of Operations"


def write(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path``, whole or not at all.

    Raises:
        Fault: the folder is missing, or folder or file cannot be written.
    """
    place(workbook_bytes(paper), path)


@without_collecting()
def workbook_bytes(paper: Paper) -> bytes:
    """The workbook's bytes. Raises ValueError where the paper breaks one of Excel's limits."""
    # heavy, and only needed to write
    from pmr_xl.books.writing.named_styles import StyledWorkbook
    from pmr_xl.books.writing.quick_sheet import QuickSheet

    book = StyledWorkbook(
        io.BytesIO(),
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties(
        {"title": paper.title, "subject": paper.subject, "author": AUTHOR, "company": AUTHOR, "created": CREATED}
    )
    book.language = paper.language
    formats = Formats(book)
    sheets = {page.name: book.add_worksheet(page.name, QuickSheet) for page in paper.pages}
    for page in paper.pages:
        write_page(page, sheets[page.name], formats)
    for name, reference in paper.names.items():
        if book.define_name(name, reference) != 0:
            raise ValueError(f"Excel allows no defined name “{name}” for “{reference}”.")
    first = paper.first or next(page.name for page in paper.pages if page.visible)
    sheets[first].activate()
    sheets[first].set_first_sheet()
    book.close()
    return zip_parts(book.parts)


def place(data: bytes, path: Path) -> None:
    """Put a file in its place in one step: written beside it, then moved over it.

    Raises:
        Fault: the folder is missing, or folder or file cannot be written.
    """
    if not path.parent.is_dir():
        raise Fault(f"There is no folder {path.parent}.", "Make it, or name a folder that is there.")
    if path.is_dir():
        raise Fault(f"{path} is a folder, not a file.", "Name a file in it.")
    try:
        write_atomically(path, data)
    except OSError as error:
        raise Fault(
            f"{path} cannot be written ({error.strerror or 'the system refuses'}).",
            "Close it where it is open, or name a folder you may write to.",
        ) from error
