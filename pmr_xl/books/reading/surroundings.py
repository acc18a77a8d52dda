"""What stands in a workbook's package around its cells: tables, links to elsewhere, macros, signature, producer."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.books.package.opening import Package
from pmr_xl.books.reading.sheet_properties import CRITERIA, Filters
from pmr_xl.books.reading.values import unescape
from pmr_xl.model.book.cell import spelled_out
from pmr_xl.model.book.places import Range, ranges
from pmr_xl.model.book.sheet import SheetKind, TableArea
from pmr_xl.model.quick.pattern import pattern

_MACRO = pattern(rb"""\smacro\s*=\s*["']([^"'<>]+)["']|<(?:\w+:)?FmlaMacro[^<>]*>([^<]+)<""")
_LINKED = ("externalLinkPath", "xlPathMissing", "xlStartup", "xlLibrary", "xlAlternateStartup", "oleObject")


def read_tables(package: Package, sheet_part: str) -> tuple[tuple[TableArea, ...], tuple[Range, ...]]:
    """The Excel tables of a sheet, and the areas of those that a filter shows a part of. Raises Unreadable."""
    tables: list[TableArea] = []
    filters = Filters()
    head: dict[str, str] = {}
    columns: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal head
        if tag == "table":
            head = attributes
        elif tag == "tableColumn":
            columns.append(unescape(attributes.get("name", "")))
        elif tag == "autoFilter":
            filters.begin(attributes)
        elif tag in CRITERIA:
            filters.criterion(attributes)

    for part in package.related(sheet_part, "table"):
        head = {}
        columns.clear()
        package.parse(part, start)
        name = head.get("displayName") or head.get("name", "")
        tables.extend(TableArea(name, area, tuple(columns)) for area in ranges(head.get("ref", "")))
    return tuple(tables), tuple(filters.in_force)


def external_links(package: Package) -> tuple[str, ...]:
    """Addresses of other workbooks that formulas read from."""
    return tuple(
        link.target
        for part in package.related(package.workbook_part, "externalLink")
        for link in package.relationships(part)
        if link.kind in _LINKED
    )


def called_macros(package: Package) -> Iterator[str]:
    """Macros that shapes and pictures name, to be run by a click: in drawings, and in those of older kinds."""
    for part in package.names:
        name = part.casefold()
        if name.endswith(".vml") or (name.endswith(".xml") and "drawings/" in name):
            text = package.read(part).replace(b"\0", b"")  # VML need be no XML; in UTF-16 every other byte is 0
            for found in _MACRO.finditer(text):
                if macro := unescape(_spelled(found[1] or found[2])):
                    yield macro


def connections(package: Package) -> tuple[str, ...]:
    """Names of connections to data outside."""
    found: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "connection":
            found.append(attributes.get("name") or f"connection {attributes.get('id', '')}".strip())

    for part in package.related(package.workbook_part, "connections"):
        package.parse(part, start)
    return tuple(found)


def _spelled(stored: bytes) -> str:
    try:
        return spelled_out(stored.strip())
    except UnicodeDecodeError:
        return stored.strip().decode("latin-1")


def producer(package: Package) -> str:
    """The program that saved the file, as it calls itself (“Microsoft Excel 16.0300”); empty where it does not."""
    words: dict[str, str] = {}
    reading = ""

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal reading
        reading = tag if tag in ("Application", "AppVersion") else ""

    def end(_tag: str) -> None:
        nonlocal reading
        reading = ""

    def text(piece: str) -> None:
        if reading:
            words[reading] = words.get(reading, "") + piece

    for part in package.related("", "extended-properties"):
        package.parse(part, start, end, text)
    return " ".join(word.strip() for word in (words.get("Application", ""), words.get("AppVersion", "")) if word)


def has_macros(package: Package) -> bool:
    """Whether the book brings code: a VBA project, or macro sheets of old."""
    return (
        any(name.casefold().endswith(("vbaproject.bin", "vbaprojectsignature.bin")) for name in package.names)
        or bool(package.related(package.workbook_part, "vbaProject"))
        or any(sheet.kind is SheetKind.MACROSHEET for sheet in package.sheets)
    )


def is_signed(package: Package) -> bool:
    """Whether the package carries a digital signature, which any change breaks."""
    return any(link.type.endswith("/digital-signature/origin") for link in package.relationships("")) or any(
        name.casefold().startswith("_xmlsignatures/") for name in package.names
    )
