"""A receipt given away: its file, and a sheet of paper that says the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.desk.receipts.keys import fingerprint, private_key, raw_public
from pmr_xl.desk.receipts.receipt import receipt_of
from pmr_xl.desk.receipts.seal import seal_receipt
from pmr_xl.desk.writing import make_folder
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.validate import Validation

SUFFIX, SHEET_SUFFIX = "_receipt.json", "_receipt.xlsx"


def signing_key(desk: Desk) -> Ed25519PrivateKey | None:
    """The key this office signs with; None where its settings name none.

    Raises:
        Fault: it cannot be read, or the library is not installed.
    """
    named = desk.settings.signing_key
    return private_key(desk.folder / named) if named else None


def folder_beside(desk: Desk, path: Path) -> Path:
    """Where the receipt of a file goes: beside it; of what lies in the inbox, into the outbox."""
    office = desk.office
    inbox = not office.built_in and path.resolve().is_relative_to(office.inbox.resolve())
    return office.outbox if inbox else path.parent


def give(
    desk: Desk, result: Validation, into: Path, key: Ed25519PrivateKey | None = None
) -> tuple[Path, Path, dict[str, Any]]:
    """Write the receipt of a checked file, and its sheet.

    Args:
        into: the folder; made where there is none.
        key: what it is signed with, where it is accepted.

    Returns:
        The receipt's file, the sheet's, and what it says.

    Raises:
        Unreadable: the file could not be read.
        Fault: it is no form of this office; what is to be signed is not accepted; the folder cannot be written.
    """
    from pmr_xl.books.writing.writer import place

    content, paper, whole = receipt_files(desk, result, key)
    stem = make_folder(into) / result.path.stem
    written = stem.with_name(f"{stem.name}{SUFFIX}"), stem.with_name(f"{stem.name}{SHEET_SUFFIX}")
    for path, bytes_of_it in zip(written, (content, paper), strict=True):
        place(bytes_of_it, path)
    return *written, whole


def receipt_files(
    desk: Desk, result: Validation, key: Ed25519PrivateKey | None = None, made_in: str = ""
) -> tuple[bytes, bytes, dict[str, Any]]:
    """The bytes of a receipt's file and of its sheet, and what it says; arguments and Faults as of :func:`give`."""
    from pmr_xl.books.writing.writer import workbook_bytes
    from pmr_xl.forms.receipts import sheet

    told = receipt_of(desk, result, made_in)
    if key is not None and told["accepted"] is None:
        raise Fault(f"{result.path.name} is not accepted, and only what is accepted is signed.", "Accept it first.")
    whole = seal_receipt(told, key)
    content = (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
    signed = "" if key is None else fingerprint(raw_public(key))
    return content, workbook_bytes(sheet.lay(told, hashlib.sha256(content).hexdigest(), signed)), whole
