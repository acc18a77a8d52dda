"""A receipt of what was checked or accepted: small, to be kept by the agency, and compared offline with a file."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.books.reading.reader import read_book
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import counts
from pmr_xl.version import __version__

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

KIND = "pmr receipt"
SUFFIX = "_receipt.json"
_PROVES = (
    "This proves which file was checked, not that its figures are right, nor who typed them; it is not signed, "
    "so it proves as much as the hand it comes from."
)
_RULES = Path(__file__).parents[2] / "rules"


def receipt(desk: Desk, path: Path) -> dict[str, Any]:
    """What was found in a file now, and whether it is accepted, as a receipt says it.

    Raises:
        Unreadable: it cannot be read.
        Fault: it is no form of this office.
    """
    from pmr_xl.desk.validate import judge_file

    result = judge_file(desk, path)
    if result.unreadable is not None:
        raise result.unreadable
    if result.book is None or result.submission is None:
        raise Fault(f"{path.name} is no form of an agency of this office.", "“pmr validate” says what it is.")
    submission = result.submission
    taken = [] if desk.office.built_in else desk.record.accepted(submission.edition, submission.chapter.agency)
    own = next((one for one in taken if one.sha256 == result.book.sha256), None)
    rules = sorted(_RULES.glob("*/*.py"))
    return {
        "kind": KIND,
        "file": path.name,
        "sha256": result.book.sha256,
        "content_sha256": content_print(result.book),
        "agency": submission.chapter.agency,
        "edition": submission.edition.code,
        "form_version": submission.stamp.version,
        "schema": submission.stamp.schema_hash,
        "program": f"pmr_xl {__version__}",
        "rules": hashlib.sha256(b"".join(one.read_bytes() for one in rules)).hexdigest(),
        "checked_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "counts": counts(result.findings),
        "open": [one.message for one in result.findings if one.blocking or one.asks],
        "answered": [
            {"query": one.message, "answer": one.answer.text} for one in result.findings if one.answer is not None
        ],
        "accepted": None
        if own is None
        else {"by": own.who, "at": own.at, "version": own.version, "despite": own.despite},
    }


def written(told: dict[str, Any]) -> bytes:
    """A receipt as its file holds it."""
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def verify_receipt(path: Path, file: Path) -> tuple[bool, tuple[str, ...]]:
    """Whether a file is the one of a receipt, and in plain words what that proves and what not. Needs no office.

    Raises:
        Unreadable: the file is no workbook.
        Fault: the receipt is none, or cannot be read.
    """
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError) as wrong:
        raise Fault(
            f"{path} cannot be read as a receipt: {wrong}.", "Name the file that “pmr receipt” wrote."
        ) from None
    if not isinstance(told, dict) or told.get("kind") != KIND:
        raise Fault(f"{path} is no receipt.", "Name the file that “pmr receipt” wrote.")
    book = read_book(file)
    same, alike = book.sha256 == told["sha256"], content_print(book) == told["content_sha256"]
    who = f"{told['agency']} {told['edition']}"
    if same:
        first = f"{file.name} is, byte for byte, the file of {who} that was checked at {told['checked_at']}."
    elif alike:
        first = f"{file.name} says in every cell what the file of {who} said; its bytes differ, as after saving again."
    else:
        first = f"{file.name} is not the file of the receipt: cells of it say something else."
    accepted = told.get("accepted")
    taken = (
        f"It was accepted by {accepted['by']} on {accepted['at'][:10]}." if accepted else "It was not accepted then."
    )
    return same or alike, (
        first,
        f"Found then, with {told['program']}: {told['counts']}. {taken}",
        _PROVES,
    )


def content_print(book: Book) -> str:
    """SHA-256 of what stands in the cells, without formulas' results: the same after a workbook was saved again."""
    told = sorted(
        (sheet.name, row, column, "=" if cell.formula is not None else str(cell.value))
        for sheet in book.sheets
        for (row, column), cell in sheet.cells.items()
        if cell.formula is not None or cell.value not in (None, "")
    )
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
