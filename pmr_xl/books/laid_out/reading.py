"""A laid-out file as lines of figures and paragraphs, each with its place."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Iterator
from pathlib import Path

from pmr_xl.mmr.proofing.passages import FigureLine, LaidOut, Prose, line_of, row_of
from pmr_xl.model.fault import Fault

LEAST_FIGURES = 3  # in a line of text, so that it is a table's row
_TAGGED = ("<UNICODE-", "<ASCII-", "<ANSI-")  # how InDesign's tagged text begins
_KINDS = ".pdf .docx .txt .csv .xlsx"


def read_laid_out(path: Path) -> LaidOut:
    """Read a file for proof.

    Raises:
        Fault: it is missing, of a kind that is not read, damaged, or what reads it is not installed.
    """
    if path.is_dir():
        raise Fault(f"{path} is a folder.", "Name the file in it.")
    if not path.is_file():
        raise Fault(f"There is no file {path}.", "Look at the spelling of its name and folder.")
    kind = path.suffix.casefold()
    if kind == ".pdf":
        from pmr_xl.books.laid_out.pdf import pieces_of

        return LaidOut(tuple(pieces_of(path)))
    readers = {".docx": _word, ".txt": _text, ".csv": _csv, ".xlsx": _workbook}
    if kind not in readers:
        raise Fault(f"{path.name} is of a kind that is not proofed.", f"Name a file of these: {_KINDS}.")
    return LaidOut(tuple(readers[kind](path)))


def _word(path: Path) -> Iterator[FigureLine | Prose]:
    from zipfile import BadZipFile

    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    _bounded(path)
    try:
        document = Document(str(path))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError, AttributeError, EOFError, zlib.error):
        # A part that is no XML any more is told as a SyntaxError, one that holds another tree as an AttributeError.
        raise Fault(f"{path.name} is no Word document.", "Save it as .docx and ask again.") from None
    paragraph = table = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            table += 1
            for number, row in enumerate(block.rows, start=1):
                cells = [cell.text for cell in row.cells]
                place = f"table {table}, row {number}"
                yield row_of(place, cells) or Prose(place, " ".join(cells))
        else:
            paragraph += 1
            if text := block.text.strip():
                yield Prose(f"paragraph {paragraph}", text)


def _bounded(path: Path) -> None:
    """Refuse a document that unpacks to more than a workbook may: python-docx would unpack all of it."""
    from zipfile import BadZipFile, ZipFile

    from pmr_xl.books.package.work import DEFAULT

    try:
        with ZipFile(path) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except BadZipFile:
        return  # told where it is read
    if unpacked > DEFAULT.unpacked_bytes:
        raise Fault(
            f"{path.name} is too large: it unpacks to more than {DEFAULT.unpacked_bytes // 2**20} MB.",
            "Take pictures out of it, save it, and try again.",
        )


def _text(path: Path) -> Iterator[FigureLine | Prose]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise Fault(f"{path.name} is no text in UTF-8 or UTF-16.", "Save it as such and ask again.") from None
    if text.startswith(_TAGGED):
        raise Fault(
            f"{path.name} is tagged text, which InDesign makes pages of.",
            "Proof what came of it: export the pages as a PDF and name that.",
        )
    for number, line in enumerate(text.splitlines(), start=1):
        place = f"line {number}"
        if "\t" in line:
            yield row_of(place, line.split("\t")) or Prose(place, line.replace("\t", " "))
        elif line.strip():
            yield line_of(place, line, LEAST_FIGURES) or Prose(place, line)


def _csv(path: Path) -> Iterator[FigureLine | Prose]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Fault(f"{path.name} is no CSV in UTF-8.", "Save it as CSV UTF-8 and ask again.") from None
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as wrong:
        raise Fault(f"{path.name} is no whole CSV file: {wrong}.", "Export it again and ask again.") from None
    for number, cells in enumerate(rows, start=1):
        if (one := _of_cells(f"row {number}", cells)) is not None:
            yield one


def _workbook(path: Path) -> Iterator[FigureLine | Prose]:
    from pmr_xl.books.reading.reader import read_book
    from pmr_xl.model.display.shown import shown_text
    from pmr_xl.model.fault import Unreadable

    try:
        book = read_book(path)
    except Unreadable as ill:
        raise Fault(ill.message, ill.remedy) from None
    for sheet in book.sheets:
        rows: dict[int, list[str]] = {}
        for address, cell in sorted(sheet.cells.items()):
            rows.setdefault(address[0], []).append(shown_text(cell) or "")
        for number, cells in rows.items():
            if (one := _of_cells(f"sheet {sheet.name}, row {number}", cells)) is not None:
                yield one


def _of_cells(place: str, cells: list[str]) -> FigureLine | Prose | None:
    """A row of figures, or words that stand alone in their row; a row of a list is neither."""
    if (row := row_of(place, cells)) is not None:
        return row
    texts = [cell for cell in cells if cell.strip()]
    return Prose(place, texts[0]) if len(texts) == 1 else None
