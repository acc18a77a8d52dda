"""The package around a workbook: what XlsxWriter does not write for an add-in, and the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree as ET

from pmr_xl.build.vba import VbaError

_TIME = (1980, 1, 1, 0, 0, 0)  # the zip format's first day: the clock leaves no trace
_RIBBON = "customUI/customUI14.xml"
_NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
_RELATION = (
    '<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
    f'Target="{_RIBBON}"/></Relationships>'
)
_MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
LONGEST_TIP = 1024  # of a screentip or supertip


def repack(book: bytes, changed: dict[str, bytes] | None = None) -> bytes:
    """The package with some parts changed or added, in fixed order and with fixed times."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()} | (changed or {})
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            entry.create_system = 0
            new.writestr(entry, data)
    return target.getvalue()


def as_addin(book: bytes, ribbon: bytes) -> bytes:
    """A macro workbook as an add-in: the add-in's content type, its window hidden, its ribbon within."""
    with zipfile.ZipFile(io.BytesIO(book)) as old:
        types = old.read("[Content_Types].xml").decode()
        workbook = old.read("xl/workbook.xml").decode()
        relations = old.read("_rels/.rels").decode()
    return repack(
        book,
        {
            "[Content_Types].xml": types.replace(_MACRO_BOOK, _ADDIN).encode(),
            "xl/workbook.xml": workbook.replace("<workbookView ", '<workbookView visibility="hidden" ', 1).encode(),
            "_rels/.rels": relations.replace("</Relationships>", _RELATION).encode(),
            _RIBBON: ribbon,
        },
    )


def ribbon_with_tips(text: str, tips: dict[str, tuple[str, str]]) -> bytes:
    """``ribbon.xml`` with each button's screentip and supertip.

    Args:
        text: the ribbon, each button tagged with its function's name.
        tips: function name → first line and the rest of what it says about itself.

    Raises:
        VbaError: a button's tag names no function.
    """
    ET.register_namespace("", _NAMESPACE)
    root = ET.fromstring(text.encode())  # noqa: S314 - our own ribbon.xml
    for button in root.iter(f"{{{_NAMESPACE}}}button"):
        tag = button.get("tag", "")
        if tag not in tips:
            raise VbaError(f"The ribbon's button “{button.get('label')}” is tagged “{tag}”, and no such button exists.")
        first, rest = tips[tag]
        button.set("screentip", first.rstrip(".")[:LONGEST_TIP])
        button.set("supertip", re.sub(r"\s+", " ", rest or first)[:LONGEST_TIP])
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written
