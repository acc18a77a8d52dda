"""Cutting into XML by byte offset: text is put in or taken out, and every other byte stays as it is.

Insertions are ASCII (other characters as references), so they are right in every encoding that contains ASCII;
a part in any other encoding is refused. Each edit can be undone exactly from what :func:`apply` returns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

# The children of a worksheet in the order the schema asks for (ECMA-376 part 1, 18.3.1.99).
WORKSHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip

_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_SHEET_DATA = re.compile(rb"<(?P<name>(?:[\w.-]+:)?sheetData)(?=[\s>/])")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Unspliceable(Exception):  # noqa: N818 - the house names what is wrong, not that it is an error
    """A part that cannot be cut without risk; the reason is the message."""


class Edit(NamedTuple):
    """``put`` takes the place of the ``gone`` bytes that stand at ``at``."""

    at: int
    put: bytes
    gone: bytes = b""


class Undo(NamedTuple):
    """How an edit is taken back: at ``at`` in the new bytes, ``length`` bytes give way to ``gone``."""

    at: int
    length: int
    gone: bytes


@dataclass(slots=True, eq=False)
class Element:
    """An XML element and where it stands in the bytes.

    Attributes:
        name: local name; ``space`` its namespace; ``prefix`` the prefix with its colon, or empty.
        start: where ``<name`` begins; ``opened`` just behind the start tag; ``close`` where the end tag begins;
            ``end`` behind the element. A self-closing element has ``close == opened == end``.
        prefixes: namespace → prefix (without colon) in scope.
    """

    name: str
    space: str
    prefix: str
    attributes: dict[str, str]
    prefixes: dict[str, str]
    start: int
    opened: int
    close: int = 0
    end: int = 0
    empty: bool = False
    children: list[Element] = field(default_factory=list)

    def child(self, name: str) -> Element | None:
        """The first child of that local name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> Iterator[Element]:
        """Every descendant of that local name, in order of the document."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)

    def attribute(self, name: str, space: str = "") -> str | None:
        """An attribute's value; with ``space``, the attribute of that namespace."""
        if not space:
            return self.attributes.get(name)
        wanted = {f"{prefix}:{name}" for uri, prefix in self.prefixes.items() if uri == space and prefix}
        return next((value for key, value in self.attributes.items() if key in wanted), None)


def outline(data: bytes) -> Element:
    """The elements of a part. Of a sheet's rows only their place is known: they are passed over unread.

    Raises Unspliceable on a DOCTYPE, another encoding than one that contains ASCII, or XML that is not well formed.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in data[:8]:
        raise Unspliceable("it is stored as UTF-16")
    hollow, shift_from, shift = _hollowed(data)
    try:
        return _parse(hollow, data, shift_from, shift)
    except expat.ExpatError as error:
        raise Unspliceable(f"its XML is damaged ({error})") from None


def _hollowed(data: bytes) -> tuple[bytes, int, int]:
    """The bytes without the rows of a sheet: where they began, and how long they were.

    Only where ``<`` can be nothing but markup (no comment, no CDATA, no instruction) is a search for it exact.
    """
    found = _SHEET_DATA.search(data)
    if found is None or b"<!" in data or data.count(b"<?") > 1:
        return data, len(data), 0
    tag = _TAG.match(data, found.start())
    close = data.rfind(b"</" + found["name"])
    if tag is None or close < tag.end():
        return data, len(data), 0
    return data[: tag.end()] + data[close:], tag.end(), close - tag.end()


def _parse(hollow: bytes, data: bytes, shift_from: int, shift: int) -> Element:
    parser = expat.ParserCreate()
    stack: list[Element] = []
    roots: list[Element] = []
    spaces: dict[tuple[int, str], str] = {}
    scopes: list[dict[str, str]] = []

    def place() -> int:
        at = parser.CurrentByteIndex
        return at if at < shift_from else at + shift

    def start(tag: str, attributes: dict[str, str]) -> None:
        at = place()
        prefixes = stack[-1].prefixes if stack else {}
        if any(key.startswith("xmlns") for key in attributes):
            prefixes = _declared(prefixes, attributes)
        prefix, colon, name = tag.rpartition(":")
        space = spaces.get((id(prefixes), prefix))
        if space is None:
            space = next((uri for uri, known in prefixes.items() if known == prefix), "")
            spaces[id(prefixes), prefix] = space
            scopes.append(prefixes)  # kept alive, so that its id stays its own
        whole = _TAG.match(data, at)
        if whole is None:
            raise Unspliceable("a tag in it has no end")
        element = Element(name, space, prefix + colon, attributes, prefixes, at, whole.end())
        element.empty = data[whole.end() - 2 : whole.end()] == b"/>"
        (stack[-1].children if stack else roots).append(element)
        stack.append(element)

    def end(_tag: str) -> None:
        element = stack.pop()
        if element.empty:
            element.close = element.end = element.opened
            return
        element.close = place()
        element.end = data.index(b">", element.close) + 1

    def doctype(*_: object) -> None:
        raise Unspliceable("it has a DOCTYPE")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(hollow, True)
    return roots[0]


def _declared(prefixes: dict[str, str], attributes: dict[str, str]) -> dict[str, str]:
    """The prefixes in scope once an element has declared its own."""
    declared = {k: v for k, v in attributes.items() if k == "xmlns" or k.startswith("xmlns:")}
    hidden = {key.partition(":")[2] for key in declared}
    kept = {uri: prefix for uri, prefix in prefixes.items() if prefix not in hidden}
    return kept | {uri: key.partition(":")[2] for key, uri in declared.items()}


def apply(data: bytes, edits: Iterable[Edit]) -> tuple[bytes, tuple[Undo, ...]]:
    """The bytes with every edit made; edits at one place keep the order in which they are given.

    Raises Unspliceable where two edits overlap or the bytes to go are not there.
    """
    pieces: list[bytes] = []
    undos: list[Undo] = []
    at = length = 0
    for edit in sorted(edits, key=lambda edit: edit.at):
        if edit.at < at or data[edit.at : edit.at + len(edit.gone)] != edit.gone:
            raise Unspliceable("two changes meet in one place")
        pieces += [data[at : edit.at], edit.put]
        length += edit.at - at
        undos.append(Undo(length, len(edit.put), edit.gone))
        length += len(edit.put)
        at = edit.at + len(edit.gone)
    return b"".join([*pieces, data[at:]]), tuple(undos)


def revert(data: bytes, undos: Sequence[Undo]) -> bytes:
    """The bytes before :func:`apply`."""
    pieces: list[bytes] = []
    at = 0
    for undo in undos:
        pieces += [data[at : undo.at], undo.gone]
        at = undo.at + undo.length
    return b"".join([*pieces, data[at:]])


def encoded(text: str) -> bytes:
    """XML text as bytes that are right in any encoding that contains ASCII."""
    return text.encode("ascii", "xmlcharrefreplace")


def escaped(text: str) -> str:
    """Text for XML content or a double-quoted attribute; signs XML cannot hold as Excel writes them (``_x0001_``)."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _FORBIDDEN.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\r", "_x000D_")


def into(parent: Element, data: bytes, xml: str) -> list[Edit]:
    """``xml`` as the last children of ``parent``; an element that closes itself is opened for them."""
    if not parent.empty:
        return [Edit(parent.close, encoded(xml))]
    name = f"{parent.prefix}{parent.name}"
    gone = data[parent.opened - 2 : parent.opened]
    return [Edit(parent.opened - 2, encoded(f">{xml}</{name}>"), gone)]


def in_order(root: Element, order: Sequence[str], name: str, xml: str) -> Edit:
    """``xml``, an element called ``name``, behind the last child that ``order`` has before it, or first of all."""
    rank = order.index(name)
    at = root.opened
    for child in root.children:
        known = _known(child, order)
        if known is not None and known <= rank:
            at = child.end
    return Edit(at, encoded(xml))


def _known(child: Element, order: Sequence[str]) -> int | None:
    """The place of a child in the order; of a wrapped one (mc:AlternateContent) the place of what it wraps."""
    if child.name in order:
        return order.index(child.name)
    if child.name == "AlternateContent":
        return next(
            (order.index(e.name) for option in child.children for e in option.children if e.name in order), None
        )
    return None


def attribute(element: Element, data: bytes, name: str, value: str) -> list[Edit]:
    """The attribute set to ``value``; no edit where it has it already."""
    if element.attributes.get(name) == value:
        return []
    tag = data[element.start : element.opened]
    found = re.search(rb"""\s%s\s*=\s*("[^"]*"|'[^']*')""" % re.escape(name.encode()), tag)
    put = encoded(f'"{escaped(value)}"')
    if found is not None:
        return [Edit(element.start + found.start(1), put, found[1])]
    at = element.opened - (2 if element.empty else 1)
    return [Edit(at, encoded(f" {name}=") + put)]


def count(element: Element, data: bytes, more: int) -> list[Edit]:
    """The ``count`` attribute raised by ``more``, where there is one and it is a number."""
    said = element.attributes.get("count", "")
    return attribute(element, data, "count", str(int(said) + more)) if said.isdecimal() else []
