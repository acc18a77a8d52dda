"""What is wrong with a file that cannot be read, in the words of the person who sent it, and the one way out."""

from __future__ import annotations

from pmr_xl.model.fault import Unreadable

SAVE_AS = "Open it in Excel, choose File, Save As, “Excel Workbook (.xlsx)”, and send the new file."
SEND_AGAIN = "Send the file again from where it was made; if it opens in Excel, save it under a new name first."


def damaged_package(name: str, what: str) -> Unreadable:
    """A package that ``what`` (“lacks its part …”)."""
    return Unreadable(
        f"“{name}” is damaged: it {what}.",
        "Open it in Excel, let Excel repair it, save it under a new name, and send that file.",
        illness="damaged",
    )


def changed_bytes(name: str, part: str) -> Unreadable:
    """A package some of whose bytes are not those that were saved: its checksum says so."""
    return Unreadable(
        f"“{name}” is damaged: it has damaged bytes in “{part}”; its checksum is not that of what was saved.",
        SEND_AGAIN,
        illness="damaged",
    )


def crafted_package(name: str, what: str) -> Unreadable:
    """A package that no spreadsheet program writes; ``what`` is a sentence."""
    return Unreadable(
        f"“{name}” is not read because it could do harm: {what}.",
        "Open the blank form anew, copy the figures into it, and send that file.",
        illness="tricked",
    )


def too_large(name: str, what: str) -> Unreadable:
    """A package past a limit, which ``what`` names."""
    return Unreadable(
        f"“{name}” is too large: it {what}.",
        "Delete unused sheets, pictures, and empty formatted rows below and beside the data; save, and send again.",
        illness="too large",
    )


def encrypted_file(name: str) -> Unreadable:
    """An encrypted file: by a password, or by Excel's own key where only its structure was protected."""
    return Unreadable(
        f"“{name}” is encrypted, and opens only in Excel (with a password, or protected without one).",
        "Open it in Excel, choose File, Info, Protect Workbook, take off what is set there "
        "(Encrypt with Password: empty the password), save, and send again.",
        illness="encrypted",
    )


def strict(name: str) -> Unreadable:
    """Strict Open XML, which Excel offers under nearly the same name."""
    return Unreadable(
        f"“{name}” is saved as “Strict Open XML Spreadsheet”.",
        "Open it in Excel, choose File, Save As, “Excel Workbook (.xlsx)” (not the strict one), and send the new file.",
        illness="strict",
        code="FIL-002",
    )


def truncated_file(name: str, where: str) -> Unreadable:
    """A file whose end is missing; ``where`` says after what."""
    return Unreadable(f"“{name}” is not whole: it breaks off {where}.", SEND_AGAIN, illness="truncated")


def old(name: str, what: str, illness: str) -> Unreadable:
    """A spreadsheet of another kind, which Excel can save as a workbook."""
    return Unreadable(f"“{name}” is {what}, not an .xlsx workbook.", SAVE_AS, illness=illness, code="FIL-002")


def list_of_values(name: str) -> Unreadable:
    """One sheet's values, of which Excel makes a workbook that is no form any more."""
    return Unreadable(
        f"“{name}” is a text file with separated values (CSV), not an .xlsx workbook.",
        "Send the workbook (.xlsx) that it was saved from: such a file holds the values of one of its sheets.",
        illness="csv",
        code="FIL-002",
    )


def not_a_workbook(name: str, what: str, illness: str = "other") -> Unreadable:
    """A file that is no spreadsheet at all."""
    return Unreadable(
        f"“{name}” is {what}, not a workbook.",
        "Send the Excel workbook (.xlsx) itself.",
        illness=illness,
        code="FIL-002",
    )


def receipt(name: str, of: str = "") -> Unreadable:
    """A receipt of ours in the place of the form it was written of (``of``, where it says that)."""
    form = f"the form {of}" if of else "the form (.xlsx)"
    return Unreadable(
        f"“{name}” is a receipt: it says what was found in a form, and is not the form.",
        f"Send {form}, of which it was written. “pmr verify RECEIPT FORM” compares the two.",
        illness="receipt",
        code="FIL-002",
    )


def placeholder(name: str) -> Unreadable:
    """A file whose content is still in the cloud."""
    return Unreadable(
        f"“{name}” is only a placeholder; its content is still in the cloud.",
        "Choose “Always keep on this device” (or download it), wait until it is there, and try again.",
        illness="placeholder",
    )
