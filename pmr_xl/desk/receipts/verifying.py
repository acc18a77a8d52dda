"""A receipt compared with a file, without an office: what agrees, what does not, and what that proves."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Any

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.receipts.data import data_print
from pmr_xl.desk.receipts.keys import named_fingerprint
from pmr_xl.desk.receipts.receipt import FORMAT, KIND
from pmr_xl.desk.receipts.seal import Seal, look_at
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple

_SEALED_SINCE = 2
_FIELDS = ("file", "sha256", "content_sha256", "agency", "edition", "program", "checked_at", "counts")


class Agreement(Enum):
    """How a file agrees with its receipt."""

    SAME = "byte for byte"
    ALIKE = "in every cell"  # saved again
    OTHER = "another file"


class ReceiptVerified(NamedTuple):
    """What comparing gave.

    Attributes:
        told: what the receipt says, by field.
        seal: whether it is as it was written; None of receipts of before there were seals.
        expected: the fingerprint that somebody had from elsewhere; empty where nobody named one.
    """

    agreement: Agreement
    told: dict[str, Any]
    seal: Seal | None
    expected: str = ""

    @property
    def other_key(self) -> bool:
        """Whether it is not signed with the key that was named."""
        return bool(self.expected) and (self.seal is None or self.seal.fingerprint != self.expected)


def verify_receipt(path: Path, file: Path, key: str = "") -> ReceiptVerified:
    """Compare a file with its receipt. Needs no office and no network.

    Args:
        key: the office's fingerprint, or its public key's file, got elsewhere than with the receipt.

    Raises:
        Unreadable: the file is no workbook.
        Fault: the receipt is none, is of a newer program, or cannot be read; the key is none.
    """
    told = _read(path)
    expected = named_fingerprint(key) if key else ""
    sealed = told.get("format", 1) >= _SEALED_SINCE
    book = read_book(file)
    try:
        alike = data_print(book, told.get("typed_in", ())) == told["content_sha256"]
    except (ValueError, TypeError, AttributeError):
        alike = False  # its areas are none any more: the seal says that it was changed
    same = book.sha256 == told["sha256"]
    agreement = Agreement.SAME if same else Agreement.ALIKE if alike else Agreement.OTHER
    return ReceiptVerified(agreement, told, look_at(told) if sealed else None, expected)


def _read(path: Path) -> dict[str, Any]:
    remedy = "Name first the file that ends in _receipt.json, then the workbook: pmr verify RECEIPT FILE."
    try:
        told = json.loads(path.read_bytes())
    except OSError as wrong:
        raise Fault(f"{path} cannot be read: {wrong.strerror}.", remedy) from None
    except (ValueError, RecursionError):
        raise Fault(f"{path} is no receipt.", remedy) from None
    if not isinstance(told, dict) or told.get("kind") != KIND:
        raise Fault(f"{path} is no receipt.", remedy)
    version = told.get("format", 1)
    if not isinstance(version, int) or version > FORMAT:
        raise Fault(f"{path} is a receipt of format {version}, of a newer program.", "Compare it with that program.")
    if lost := [name for name in _FIELDS if name not in told]:
        raise Fault(f"{path} was changed: it does not say {', '.join(lost)}.", "Ask for the receipt again.")
    return told
