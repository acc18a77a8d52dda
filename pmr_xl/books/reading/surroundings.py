"""What stands in a workbook's package around its cells: tables, links to elsewhere, macros, signature, producer."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.books.package.opening import Package
from pmr_xl.books.package.workbook_part import is_true, whole_number
from pmr_xl.books.reading.sheet_properties import CRITERIA, Filters
from pmr_xl.books.reading.values import unescape
from pmr_xl.model.book.cell import spelled_out
from pmr_xl.model.book.filters import ColumnFilter, FilterCondition
from pmr_xl.model.book.places import Range, ranges
from pmr_xl.model.book.sheet import SheetKind, TableArea
from pmr_xl.model.quick.pattern import pattern

_MACRO = pattern(rb"""\smacro\s*=\s*["']([^"'<>]+)["']|<(?:\w+:)?FmlaMacro[^<>]*>([^<]+)<""")
_LINKED = ("externalLinkPath", "xlPathMissing", "xlStartup", "xlLibrary", "xlAlternateStartup", "oleObject")


class _TablePart:
    """What a table's part says, collected while a parser passes by."""

    def __init__(self, filters: Filters) -> None:
        self._filters, self._column = filters, 0
        self._head: dict[str, str] = {}
        self._columns: list[str] = []
        self._texts: dict[int, list[str] | None] = {}  # None: the filter goes by no list of texts
        self._conditions: dict[int, list[FilterCondition]] = {}
        self._both: set[int] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "table":
            self._head = attributes
        elif tag == "tableColumn":
            self._columns.append(unescape(attributes.get("name", "")))
        elif tag == "autoFilter":
            self._filters.begin(attributes)
        else:
            self._filtered(tag, attributes)

    def _filtered(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "filterColumn":
            self._column = whole_number(attributes.get("colId", "0"))
        elif tag in CRITERIA:
            self._filters.criterion(attributes)
            empty = [""] if is_true(attributes.get("blank")) else []
            self._texts[self._column] = empty if tag == "filters" else None
            if is_true(attributes.get("and")):
                self._both.add(self._column)
        elif tag == "customFilter":
            how, value = attributes.get("operator", "equal"), unescape(attributes.get("val", ""))
            self._conditions.setdefault(self._column, []).append(FilterCondition(how, value))
        elif tag == "dateGroupItem":
            self._texts[self._column] = None
        elif tag == "filter" and (texts := self._texts.get(self._column)) is not None:
            texts.append(unescape(attributes.get("val", "")))

    @property
    def areas(self) -> Iterator[TableArea]:
        """The table; nothing where the part says no area."""
        name = self._head.get("displayName") or self._head.get("name", "")
        kept = tuple(
            ColumnFilter(
                at, None if told is None else tuple(told), tuple(self._conditions.get(at, ())), at in self._both
            )
            for at, told in self._texts.items()
        )
        return (TableArea(name, area, tuple(self._columns), kept) for area in ranges(self._head.get("ref", "")))


def read_tables(package: Package, sheet_part: str) -> tuple[tuple[TableArea, ...], tuple[Range, ...]]:
    """The Excel tables of a sheet, and the areas of those that a filter shows a part of. Raises Unreadable."""
    tables: list[TableArea] = []
    filters = Filters()
    for part in package.related_parts(sheet_part, "table"):
        told = _TablePart(filters)
        package.parse(part, told.start)
        tables.extend(told.areas)
    return tuple(tables), tuple(filters.in_force)


def external_links(package: Package) -> tuple[str, ...]:
    """Addresses of other workbooks that formulas read from."""
    return tuple(
        link.target
        for part in package.related_parts(package.workbook_part, "externalLink")
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

    for part in package.related_parts(package.workbook_part, "connections"):
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

    for part in package.related_parts("", "extended-properties"):
        package.parse(part, start, end, text)
    return " ".join(word.strip() for word in (words.get("Application", ""), words.get("AppVersion", "")) if word)


def has_macros(package: Package) -> bool:
    """Whether the book brings code: a VBA project, or macro sheets of old."""
    return (
        any(name.casefold().endswith(("vbaproject.bin", "vbaprojectsignature.bin")) for name in package.names)
        or bool(package.related_parts(package.workbook_part, "vbaProject"))
        or any(sheet.kind is SheetKind.MACROSHEET for sheet in package.sheets)
    )


def is_signed(package: Package) -> bool:
    """Whether the package carries a digital signature, which any change breaks."""
    return any(link.type.endswith("/digital-signature/origin") for link in package.relationships("")) or any(
        name.casefold().startswith("_xmlsignatures/") for name in package.names
    )
