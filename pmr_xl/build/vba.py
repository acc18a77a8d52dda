"""A VBA project made from text alone (MS-OVBA): source without compiled code, which Excel compiles when it opens it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from pmr_xl.build.compound import compound_file
from pmr_xl.build.compression import compress

CODE_PAGE = 1252
LONGEST_LINE = 1023  # Excel's editor cuts longer lines
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}", re.ASCII)
_NAMED = re.compile(r'^Attribute VB_Name = "([^"]+)"\r?$', re.MULTILINE)
_PREAMBLE = re.compile(r"\AVERSION 1\.0 CLASS\r\nBEGIN\r\n.*?\r\nEND\r\n", re.DOTALL)
_VERSION = (1, 1)  # of the project itself; fixed, so that builds are equal
_REFERENCES = (
    ("stdole", "*\\G{00020430-0000-0000-C000-000000000046}#2.0#0##OLE Automation"),
    ("Office", "*\\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0##Microsoft Office 16.0 Object Library"),
)


class VbaError(ValueError):
    """A macro's text cannot stand in a VBA project; the message names the module and the line."""


class ModuleKind(Enum):
    """What a module is; the value is the class it is based on."""

    STANDARD = ""
    CLASS = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
    WORKBOOK = "0{00020819-0000-0000-C000-000000000046}"
    SHEET = "0{00020820-0000-0000-C000-000000000046}"

    @property
    def is_document(self) -> bool:
        """Stands for the workbook or one of its sheets."""
        return self in (ModuleKind.WORKBOOK, ModuleKind.SHEET)


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its name, what it is, and its source as it will stand in the project (CRLF, attributes first)."""

    name: str
    kind: ModuleKind
    source: str

    @classmethod
    def of(cls, text: str, kind: ModuleKind, name: str = "") -> Module:
        """A module from a file's text.

        Args:
            text: as exported (``.bas``, ``.cls``) or plain; line ends of any kind.
            kind: what it is to be.
            name: where the text has no ``VB_Name`` of its own.

        Raises:
            VbaError: no name, a name VBA refuses, a sign outside code page 1252, or a line over 1,023 signs.
        """
        text = _PREAMBLE.sub("", re.sub(r"\r\n|\r|\n", "\r\n", text))
        named = _NAMED.search(text)
        name = named[1] if named else name
        if not _NAME.fullmatch(name):
            raise VbaError(f"“{name}” is not a module name: a letter, then letters, digits and _, at most 31.")
        for number, line in enumerate(text.split("\r\n"), 1):
            if len(line) > LONGEST_LINE:
                raise VbaError(f"{name}, line {number} has {len(line)} signs; VBA takes {LONGEST_LINE}.")
            try:
                line.encode("cp1252")
            except UnicodeEncodeError as fault:
                raise VbaError(f"{name}, line {number}: “{line[fault.start]}” is not in code page 1252.") from None
        if not text.endswith("\r\n"):
            text += "\r\n"
        return cls(name, kind, _attributes(name, kind, text))


def _attributes(name: str, kind: ModuleKind, text: str) -> str:
    """``text`` with the attributes its kind must have; those it brings along stay as they are."""
    wanted = [f'VB_Name = "{name}"']
    if kind is not ModuleKind.STANDARD:
        document = kind.is_document
        wanted += [
            f'VB_Base = "{kind.value}"', "VB_GlobalNameSpace = False", "VB_Creatable = False",
            f"VB_PredeclaredId = {document}", f"VB_Exposed = {document}", "VB_TemplateDerived = False",
            f"VB_Customizable = {document}",
        ]  # fmt: skip
    head, body = [], text
    brought = dict(re.findall(r"^Attribute (VB_\w+) = (.*)\r$", text, re.MULTILINE))
    for line in wanted:
        key, _, value = line.partition(" = ")
        head.append(f"Attribute {key} = {brought.get(key, value)}\r\n")
        body = re.sub(rf"^Attribute {key} = .*\r\n", "", body, count=1, flags=re.MULTILINE)
    return "".join(head) + body


def project(modules: Iterable[Module], name: str, identity: str) -> bytes:
    """The bytes of ``vbaProject.bin``.

    Args:
        modules: document modules first, as Excel lists them.
        name: of the project, shown in Excel's editor.
        identity: a GUID in braces, fixed for each workbook, so that two builds are equal.

    Raises:
        VbaError: two modules share a name.
    """
    modules = list(modules)
    taken = [module.name.casefold() for module in modules]
    if len(set(taken)) < len(taken):
        raise VbaError(f"Two modules of {name} share one name: {', '.join(sorted(taken))}.")
    streams = {
        "PROJECT": _project_stream(modules, name, identity),
        "PROJECTwm": b"".join(_names(module.name) for module in modules) + b"\0\0",
        "VBA/_VBA_PROJECT": bytes.fromhex("CC61FFFF000100"),  # “no compiled code: compile the source”
        "VBA/dir": compress(_dir_stream(modules, name)),
    }
    streams.update({f"VBA/{module.name}": compress(module.source.encode("cp1252")) for module in modules})
    return compound_file(streams)


def _names(name: str) -> bytes:
    return name.encode("cp1252") + b"\0" + name.encode("utf-16-le") + b"\0\0"


def _record(number: int, data: bytes) -> bytes:
    return struct.pack("<HI", number, len(data)) + data


def _both(number: int, wide: int, text: str) -> bytes:
    """A text record in the code page, followed by the same text in UTF-16."""
    return _record(number, text.encode("cp1252")) + _record(wide, text.encode("utf-16-le"))


def _dir_stream(modules: list[Module], name: str) -> bytes:
    long, short = struct.Struct("<I").pack, struct.Struct("<H").pack
    parts = [
        _record(0x01, long(1)),  # 32-bit Windows, as Excel itself writes for both
        _record(0x02, long(0x409)), _record(0x14, long(0x409)), _record(0x03, short(CODE_PAGE)),
        _record(0x04, name.encode("cp1252")), _both(0x05, 0x40, ""),
        _record(0x06, b""), _record(0x3D, b""), _record(0x07, long(0)), _record(0x08, long(0)),
        struct.pack("<HIIH", 0x09, 4, *_VERSION), _both(0x0C, 0x3C, ""),
    ]  # fmt: skip
    for title, library in _REFERENCES:
        libid = library.encode("cp1252")
        parts += [_both(0x16, 0x3E, title), _record(0x0D, long(len(libid)) + libid + bytes(6))]
    parts += [_record(0x0F, short(len(modules))), _record(0x13, short(0xFFFF))]
    for module in modules:
        parts += [
            _both(0x19, 0x47, module.name), _both(0x1A, 0x32, module.name), _both(0x1C, 0x48, ""),
            _record(0x31, long(0)), _record(0x1E, long(0)), _record(0x2C, short(0xFFFF)),
            _record(0x21 if module.kind is ModuleKind.STANDARD else 0x22, b""), _record(0x2B, b""),
        ]  # fmt: skip
    return b"".join(parts) + _record(0x10, b"")


def _project_stream(modules: list[Module], name: str, identity: str) -> bytes:
    lines = [f'ID="{identity}"']
    for module in modules:
        if module.kind.is_document:
            lines.append(f"Document={module.name}/&H00000000")
        else:
            lines.append(f"{'Module' if module.kind is ModuleKind.STANDARD else 'Class'}={module.name}")
    lines += [
        f'Name="{name}"', 'HelpContextID="0"', 'VersionCompatible32="393222000"',
        f'CMG="{_hidden(bytes(4), identity)}"', f'DPB="{_hidden(bytes(1), identity)}"',
        f'GC="{_hidden(bytes([0xFF]), identity)}"',
        "", "[Host Extender Info]", "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "", "[Workspace]", *(f"{module.name}=0, 0, 0, 0, C" for module in modules), "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode("cp1252")


def _hidden(data: bytes, identity: str, seed: int = 0x5D) -> str:
    """Protection state, in the format's own disguise (MS-OVBA 2.4.3.2): here always “not protected, visible”."""
    key = sum(identity.encode("ascii")) & 0xFF
    out = bytearray([seed, seed ^ 2, seed ^ key])
    plain, last, before = key, out[2], out[1]
    for value in bytes((seed & 6) // 2) + struct.pack("<I", len(data)) + data:
        coded = value ^ ((before + plain) & 0xFF)
        out.append(coded)
        plain, before, last = value, last, coded
    return out.hex().upper()
