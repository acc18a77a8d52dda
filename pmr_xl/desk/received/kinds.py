"""What a file is: a submission, or a copy or sheet that we made of one. Ours are never submissions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.received.names import made_name
from pmr_xl.forms.submission_form import stamp_of
from pmr_xl.model.book.cell import CellValue
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.submission import COMMITMENTS_FORM, RECEIPT_SHEET, RELIABILITY_FORM, VARIANCE_FORM

_FINDINGS, _REPAIRS = "PMR findings", "PMR repairs"
_TELLING = (_FINDINGS, _REPAIRS, "About", RECEIPT_SHEET)  # sheets by which a file is known
_TOP = 5  # rows above the table of findings
# On every findings sheet, in a line at the top or in a hidden column: of which file it speaks.
_MADE_OF = pattern(r"(?P<file>.+\.xls[xm]) · SHA-256 (?P<sha>[0-9a-f]{12}) · ", re.IGNORECASE | re.DOTALL)


class FileKind(Enum):
    """What a file is."""

    SUBMISSION = "submission"
    REVIEW_COPY = "review copy"
    REPAIRED_COPY = "repaired copy"
    VARIANCE_SHEET = "variance sheet"
    CHANGES = "list"
    RECEIPT = "receipt"
    COMMITMENTS = "sheet of commitments"
    RELIABILITY = "worksheet of a sample"
    PART = "part of a form"
    UNREADABLE = "cannot be read"


@value_class
class Received:
    """One file of a folder.

    Attributes:
        original: of a copy, the file it was made from; None where that is not there.
        changed: of a review copy, that somebody changed what stands in its form.
    """

    path: Path
    kind: FileKind = FileKind.SUBMISSION
    original: Path | None = None
    changed: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a submission, or cannot be told from one: to be judged."""
        return self.kind in (FileKind.SUBMISSION, FileKind.PART, FileKind.UNREADABLE) or self.changed


def what_is(path: Path, folders: Iterable[Path] = (), book: Book | None = None) -> Received:
    """What a file is; its original is looked for beside it and in ``folders``.

    Args:
        book: the file, where it was read already.
    """
    try:
        book = book or read_book(path, wanted=lambda name: name.startswith(_TELLING))
    except (Fault, OSError) as wrong:
        receipt = isinstance(wrong, Unreadable) and wrong.illness == "receipt"
        return Received(path, FileKind.RECEIPT if receipt else FileKind.UNREADABLE)
    if is_receipt(book):
        return Received(path, FileKind.RECEIPT)
    if is_variance_sheet(book):
        return Received(path, FileKind.VARIANCE_SHEET)
    if stamp_of(book).form == RELIABILITY_FORM:
        return Received(path, FileKind.RELIABILITY)
    if stamp_of(book).form == COMMITMENTS_FORM:
        return Received(path, FileKind.COMMITMENTS)
    ours, original_name = made_name(path.name)
    if ours in ("changes", "listed") and not stamp_of(book).form:
        return Received(path, FileKind.CHANGES)
    folders = [path.parent, *folders]
    named_so = _find(original_name, folders, path) if ours else None
    if named_so is not None and ours == "repaired" and _has(book, _REPAIRS):
        return Received(path, FileKind.REPAIRED_COPY, named_so)
    made_of, _ = _made_of(book)
    if ours == "review" and (made_of or named_so):
        original = named_so or _find(made_of, folders, path)
        return Received(path, FileKind.REVIEW_COPY, original, original is None or worked_on(path, original))
    # Under another name it is one where nothing but our marks and the answers is new.
    original = _find(made_of, folders, path)
    if original is not None and holds(path, original):
        return Received(path, FileKind.REVIEW_COPY, original)
    return Received(path, FileKind.PART if stamp_of(book).part else FileKind.SUBMISSION)


def is_variance_sheet(book: Book) -> bool:
    """Whether a workbook is the sheet in which supervisors decide."""
    return stamp_of(book).form == VARIANCE_FORM


def is_receipt(book: Book) -> bool:
    """Whether a workbook is the printable sheet of a receipt, under whichever name."""
    sheet = book.sheet(RECEIPT_SHEET)
    title = None if sheet is None else sheet.at(1, 1)
    return title is not None and isinstance(title.value, str) and title.value.startswith(f"{RECEIPT_SHEET} · ")


def no_sheet_of_ours(book: Book) -> None:
    """See that a workbook is to be judged at all.

    Raises:
        Fault: it is a variance sheet or a receipt.
    """
    if is_receipt(book):
        raise Fault(
            f"{book.name} is the sheet of a receipt: it says what was found in a form, and is not the form.",
            "Send the form (.xlsx) of which it was written. “pmr verify RECEIPT FORM” compares the two.",
        )
    if is_variance_sheet(book):
        raise Fault(
            f"{book.name} is a variance sheet, in which supervisors decide, and no submission.",
            "“pmr decide” takes its decisions in; to check the submission, name its form.",
        )


def worked_on(copy: Path, original: Path) -> bool:
    """Whether somebody changed what stands in the form of a review copy of ``original``.

    Of one that was made from another file of that name nothing is known: no.
    """
    from pmr_xl.books.marking import mark_ledger
    from pmr_xl.books.package.opening import Package

    try:
        ledger = mark_ledger.find(package := Package.open(copy), mark_ledger.MARKS)
        if ledger is not None and ledger[1].as_left(package):
            return False
        _, sha256 = _made_of(read_book(copy, wanted=lambda name: name.startswith(_FINDINGS)))
        if sha256 and not hashlib.sha256(original.read_bytes()).hexdigest().startswith(sha256):
            return False
    except (Fault, OSError):
        return False
    return not holds(copy, original)


def holds(marked: Path, plain: Path) -> bool:
    """Whether what stands in the plain book stands in the marked one as it is, and nothing else on those sheets.

    What a formula gave is left out: programs work it out anew when they save, or leave it away.
    """
    try:
        copy, original = read_book(marked), read_book(plain)
    except Unreadable:
        return False
    sheets = {sheet.name: sheet for sheet in copy.sheets}
    return all(
        (other := sheets.get(sheet.name)) is not None and _typed(other) == _typed(sheet) for sheet in original.sheets
    )


def _typed(sheet: Sheet) -> dict[tuple[int, int], CellValue]:
    cells = sheet.cells.items()
    filled = {at: "=" if cell.formula is not None else cell.value for at, cell in cells}
    return {at: value for at, value in filled.items() if value not in (None, "")}


def _has(book: Book, name: str) -> bool:
    return any(sheet.name.startswith(name) for sheet in book.sheets)


def _made_of(book: Book) -> tuple[str, str]:
    """The file that a findings sheet in the workbook speaks of: its name and how its SHA-256 begins; else nothing."""
    cells = (
        cell
        for sheet in book.sheets
        if sheet.name.startswith(_FINDINGS)
        for row in range(1, _TOP + 1)
        for cell in sheet.cells.rows.get(row, {}).values()
    )
    for cell in cells:
        if isinstance(cell.value, str) and (found := _MADE_OF.match(cell.value)):
            return found["file"], found["sha"]
    return "", ""


def _find(name: str, folders: Iterable[Path], but: Path) -> Path | None:
    there = (folder / name for folder in folders)
    return next((path for path in there if path.is_file() and not path.samefile(but)), None) if name else None
