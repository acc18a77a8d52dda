"""Finding out what a file is that cannot be read: by its path, its first bytes, its parts."""

from __future__ import annotations

import re
from pathlib import Path

from pmr_xl.books.package import directory, illness
from pmr_xl.books.package.directory import BrokenZip, TooMany, Tricked, Truncated
from pmr_xl.books.package.parts import Parts
from pmr_xl.model.fault import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SHEETS = tuple(bytes((9, version, length, 0)) for version in (0, 2, 4) for length in (4, 6))  # Excel 2 to 4
_SAMPLE = 4096
# Windows and macOS mark a file whose content is still in the cloud (winnt.h; sys/stat.h).
_RECALL, _DATALESS = 0x0040_0000 | 0x0004_0000 | 0x1000, 0x4000_0000
_STARTS = (
    (b"%PDF", "a PDF file"),
    (b"{\\rtf", "a Word document (.rtf)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "a packed archive (.rar)"),
    (b"7z\xbc\xaf", "a packed archive (.7z)"),
    (b"\x1f\x8b", "a packed archive (.gz)"),
)
_LINKS = (b"[InternetShortcut]", b"version https://git-lfs", b'{"url":', b'{"doc_id"', b"bplist00", b"!<symlink>")
# Receipts as they are written, and as the page for agencies once wrote them: text.
_RECEIPTS = ("{", "receipt of a check")
_OURS = re.compile(r'"kind": ?"pmr receipt"|^Receipt of a check, not signed')
_OF_FORM = re.compile(r'(?:"file": "|^Workbook {3})(?P<file>[^"\r\n]+)', re.MULTILINE)
_APPLE_DOUBLE = b"\0\5\x16\7"
_SIGN_IN = re.compile(
    r"sign[ -]?in|log[ -]?in|log[ -]?on|password|authenticat|access denied|unauthori[sz]ed", re.IGNORECASE
)
_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|table|head|body|meta|style|div)\b", re.IGNORECASE | re.DOTALL
)


def _text_delimited(text: str) -> bool:
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    return bool(lines) and any(all(sign in line for line in lines[: max(1, len(lines) - 1)]) for sign in ",;\t|")


def of_path(path: Path, error: OSError | None = None, *, data: bytes = b"") -> Unreadable:
    """Why the file there cannot be opened (``error``), or what its ``data`` are instead of a workbook."""
    name = path.name
    if name.startswith(("~$", ".~lock.")):
        return Unreadable(
            f"“{name}” is not a workbook but the mark that somebody has it open.",
            f"Send “{name.removeprefix('~$').removeprefix('.~lock.').removesuffix('#')}” instead.",
            illness="lock file",
        )
    if error is not None:
        return _of_error(path, error)
    if _in_the_cloud(path, data):
        return illness.placeholder(name)
    return of_bytes(name, data)


def _of_error(path: Path, error: OSError) -> Unreadable:
    name = path.name or str(path)
    if isinstance(error, FileNotFoundError):
        ghost = path.with_name(f".{path.name}.icloud")
        if path.name and ghost.exists():
            return illness.placeholder(name)
        return Unreadable(f"There is no file “{path}”.", "Look at its name and folder again.", illness="missing")
    if path.is_dir():
        return Unreadable(f"“{name}” is a folder.", "Name the workbook inside it.", illness="folder")
    if isinstance(error, PermissionError):
        return Unreadable(
            f"“{name}” may not be read from here.",
            "Close it in other programs, or ask its owner for the right to read it.",
            illness="not readable",
        )
    if _in_the_cloud(path, b""):
        return illness.placeholder(name)
    return Unreadable(
        f"“{name}” cannot be read ({error.strerror or error}).",
        "Copy it to a folder on this computer and try that copy.",
        illness="not readable",
    )


def _in_the_cloud(path: Path, data: bytes) -> bool:
    try:
        state = path.stat()
    except OSError:
        return False
    attributes = getattr(state, "st_file_attributes", 0) & _RECALL
    return bool(not data and (attributes or getattr(state, "st_flags", 0) & _DATALESS))


def of_bytes(name: str, data: bytes) -> Unreadable:
    """What bytes are that do not begin as a package."""
    if name.startswith("._") or data.startswith(_APPLE_DOUBLE):
        return Unreadable(
            f"“{name}” is not the workbook but what a Mac keeps beside it.",
            f"Send “{name.removeprefix('._')}” instead.",
            illness="lock file",
        )
    if not data:
        return Unreadable(f"“{name}” is empty (0 bytes).", illness.SEND_AGAIN, illness="empty")
    if not data.strip(b"\0"):
        return illness.placeholder(name)
    if data.lstrip().startswith(_LINKS):
        return illness.placeholder(name)
    if data.startswith(_OLE):
        return _of_ole(name, data)
    if data.startswith(_OLD_SHEETS):
        return illness.old(name, "a workbook of a very old Excel (.xls)", "xls")
    if data.startswith(b"PK"):
        return illness.truncated_file(name, f"after {len(data):,} bytes")
    what = next((what for start, what in _STARTS if data.startswith(start)), None)
    if what is not None:
        return illness.not_a_workbook(name, what)
    return _of_text(name, data)


def _of_ole(name: str, data: bytes) -> Unreadable:
    """An OLE compound file: its directory names its streams in UTF-16 (MS-CFB, 2.6.1)."""
    low = data.lower()  # names of streams are equal without case; capitals are ASCII here

    def holds(stream: str) -> bool:
        return (stream.lower() + "\0").encode("utf-16-le") in low

    if holds("EncryptedPackage"):
        if holds("DRMEncryptedTransform") or holds("DRMEncryptedDataSpace"):
            return Unreadable(
                f"“{name}” is encrypted by a sensitivity label or by rights management.",
                "Set a label without encryption in Excel, save, and send again.",
                illness="encrypted",
            )
        return illness.encrypted_file(name)
    if holds("Workbook") or holds("Book"):
        return illness.old(name, "a workbook of Excel 97–2003 (.xls)", "xls")
    if holds("WordDocument"):
        return illness.not_a_workbook(name, "a Word document (.doc)")
    if holds("PowerPoint Document"):
        return illness.not_a_workbook(name, "a PowerPoint presentation (.ppt)")
    if holds("__properties_version1.0"):
        return illness.not_a_workbook(name, "an Outlook message (.msg)")
    return Unreadable(
        f"“{name}” is a damaged file of an old Office program.",
        illness.SEND_AGAIN,
        illness="damaged",
    )


def _of_text(name: str, data: bytes) -> Unreadable:
    text = _decoded(data[:_SAMPLE])
    if text is None:
        return Unreadable(f"“{name}” is not a workbook, whatever its name says.", illness.SAVE_AS, illness="damaged")
    low = text.lower()
    if (page := _instead_of_it(name, text, low)) is not None:
        return page
    if low.lstrip().startswith("mime-version:") or _MARKUP.match(text):
        return illness.old(name, "a web page", "html")
    if low.lstrip().startswith(("<?xml", "<")):
        if "office:document" in low:
            return illness.old(name, "an OpenDocument spreadsheet (flat XML)", "ods")
        if "<html" in low:
            return illness.old(name, "a web page", "html")
        if "urn:schemas-microsoft-com:office:spreadsheet" in low:
            return illness.old(name, "an XML spreadsheet of Excel 2003", "xml")
        return illness.not_a_workbook(name, "an XML file", illness="xml")
    if low.startswith("id;p"):
        return illness.old(name, "a SYLK file (.slk)", "csv")
    if _text_delimited(text):
        return illness.list_of_values(name)
    return illness.not_a_workbook(name, "a text file", illness="text")


def _instead_of_it(name: str, text: str, low: str) -> Unreadable | None:
    """A receipt of the workbook, a page that asks to sign in, what a server said, in its place; None for neither."""
    if low.lstrip().startswith(_RECEIPTS) and _OURS.search(text):
        named = _OF_FORM.search(text)
        return illness.receipt(name, named["file"].strip() if named else "")
    message = low.lstrip().startswith("{")
    page = bool(_MARKUP.match(text)) or "<html" in low
    if (page or message) and "<table" not in low and _SIGN_IN.search(text):
        what = "a page that asks to sign in"
    elif message and '"error' in low:
        what = "a message that it could not be downloaded"
    else:
        return None
    return Unreadable(
        f"“{name}” is not the workbook but {what}, saved in its place.",
        "Sign in where the file lies, download it again, and send that file.",
        illness="html" if page else "text",
        code="FIL-002",
    )


def _decoded(data: bytes) -> str | None:
    """Text, or None where the bytes are none: control characters tell."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data[: len(data) // 2 * 2].decode("utf-16", "replace")
    else:
        try:
            text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "strict" if len(data) < _SAMPLE else "ignore")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    strange = sum(1 for sign in text if (sign < " " and sign not in "\t\r\n\f") or sign == "\ufffd")
    return None if strange > len(text) // 100 else text


def of_broken_zip(name: str, data: bytes, broken: BrokenZip) -> Unreadable:
    """A package whose directory is missing, damaged or tricked."""
    if isinstance(broken, Truncated):
        place = data.rfind(directory.LOCAL)
        part = _name_at(data, place)
        after = f"after {len(data):,} bytes"
        return illness.truncated_file(name, f"{after}, inside “{part}”" if part else after)
    if isinstance(broken, TooMany):
        return illness.too_large(name, str(broken))
    if isinstance(broken, Tricked):
        return illness.crafted_package(name, str(broken))
    return illness.damaged_package(name, str(broken))


def _name_at(data: bytes, place: int) -> str:
    length = int.from_bytes(data[place + 26 : place + 28], "little")
    return data[place + 30 : place + 30 + length].decode("utf-8", "replace")


def of_foreign_zip(package: Parts, target: str) -> Unreadable:
    """A sound zip file that holds no workbook that can be read."""
    name, keys = package.name, {part.casefold() for part in package.names}
    if "mimetype" in keys and package.read("mimetype").startswith(b"application/vnd.oasis.opendocument"):
        return illness.old(name, "an OpenDocument spreadsheet (.ods)", "ods")
    if {"content.xml", "meta-inf/manifest.xml"} <= keys:
        return illness.old(name, "an OpenDocument spreadsheet (.ods)", "ods")
    if any(key.endswith(".iwa") or key == "index.zip" for key in keys):
        return Unreadable(
            f"“{name}” is an Apple Numbers document.",
            "Open it in Numbers, choose File, Export To, Excel, and send the exported file.",
            illness="numbers",
            code="FIL-002",
        )
    if target.casefold().endswith(".bin") or "xl/workbook.bin" in keys:
        return illness.old(name, "a binary workbook (.xlsb)", "xlsb")
    if target.casefold().startswith("word/") or "word/document.xml" in keys:
        return illness.not_a_workbook(name, "a Word document (.docx)")
    if target.casefold().startswith("ppt/") or "ppt/presentation.xml" in keys:
        return illness.not_a_workbook(name, "a PowerPoint presentation (.pptx)")
    if any(key.endswith((".xlsx", ".xlsm", ".xls", ".csv")) for key in keys):
        return Unreadable(
            f"“{name}” is a packed folder (.zip).", "Unpack it and send the workbook inside.", illness="zip"
        )
    if not any(key.startswith("xl/") for key in keys):
        return illness.not_a_workbook(name, "a packed folder (.zip)")
    return package.fault_of_damage("does not say where its workbook is")
