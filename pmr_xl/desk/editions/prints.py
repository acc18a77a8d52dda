"""The manifest's fingerprints: of files, of the parts of workbooks and documents, of the lines of texts."""

from __future__ import annotations

import codecs
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from pmr_xl.desk.editions.differences import LinesDiffer

_TEXTS = (".yaml", ".csv", ".txt", ".json")
_PACKAGES = (".xlsx", ".docx")
_LINE = 8  # hex digits a line


def print_of(content: bytes, name: str) -> dict[str, Any]:
    """SHA-256 of a file, of its parts where it is a package, and a check of each line where it is a text."""
    told: dict[str, Any] = {"sha256": hashlib.sha256(content).hexdigest()}
    suffix = Path(name).suffix
    if suffix in _PACKAGES:
        told["parts"] = parts_of(content)
    elif suffix in _TEXTS:
        told["lines"] = "".join(_checks(content))
    return told


def prints_below(folder: Path) -> dict[str, dict[str, Any]]:
    """The same of every file in a folder, by its path from there on."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): print_of(path.read_bytes(), path.name) for path in found}


def parts_of(content: bytes) -> dict[str, str]:
    """SHA-256 of every part of a package, by name. Raises BadZipFile where it is none any more."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: hashlib.sha256(package.read(name)).hexdigest() for name in package.namelist()}


def changed_lines(content: bytes, told: dict[str, Any]) -> tuple[LinesDiffer, ...]:
    """Which lines of a text differ from what its fingerprint says."""
    checks, now = str(told.get("lines", "")), list(_checks(content))
    then = [checks[at : at + _LINE] for at in range(0, len(checks), _LINE)]
    lines = _lines(content)
    found = []
    for kind, _, _, first, last in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if kind == "delete":
            found.append(LinesDiffer(first + 1, first))
        elif kind != "equal":
            found.append(LinesDiffer(first + 1, last, lines[first].strip()[:60] if first < len(lines) else ""))
    return tuple(found)


def _checks(content: bytes) -> Iterator[str]:
    return (f"{zlib.crc32(line.encode()):08x}" for line in _lines(content))


def _lines(content: bytes) -> list[str]:
    """The lines of a text; what goes to the layout program is in UTF-16, as that wants it."""
    coded = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    return content.decode(coded, errors="replace").splitlines()
