"""Cutting into XML by byte offset: text is put in or taken out, and every other byte stays as it is.

Insertions are ASCII (other characters as references), so they are right in every encoding that contains ASCII;
a part in any other encoding is refused. Each edit can be undone exactly from what :func:`apply` returns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pmr_xl.books.package.outline import Element, Unspliceable
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

# The children of a worksheet in the order the schema asks for (ECMA-376 part 1, 18.3.1.99).
WORKSHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip

_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = pattern(r"_(?=x[0-9A-Fa-f]{4}_)")


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


def encode_xml(text: str) -> bytes:
    """XML text as bytes that are right in any encoding that contains ASCII."""
    return text.encode("ascii", "xmlcharrefreplace")


def escape_xml(text: str) -> str:
    """Text for XML content or a double-quoted attribute; signs XML cannot hold as Excel writes them (``_x0001_``)."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _FORBIDDEN.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\r", "_x000D_")


def into(parent: Element, data: bytes, xml: str) -> list[Edit]:
    """``xml`` as the last children of ``parent``; an element that closes itself is opened for them."""
    if not parent.empty:
        return [Edit(parent.close, encode_xml(xml))]
    name = f"{parent.prefix}{parent.name}"
    gone = data[parent.start_tag_end - 2 : parent.start_tag_end]
    return [Edit(parent.start_tag_end - 2, encode_xml(f">{xml}</{name}>"), gone)]


def in_order(root: Element, order: Sequence[str], name: str, xml: str) -> Edit:
    """``xml``, an element called ``name``, behind the last child that ``order`` has before it, or first of all."""
    rank = order.index(name)
    at = root.start_tag_end
    for child in root.children:
        known = _known(child, order)
        if known is not None and known <= rank:
            at = child.end
    return Edit(at, encode_xml(xml))


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
    tag = data[element.start : element.start_tag_end]
    found = re.search(rb"""\s%s\s*=\s*("[^"]*"|'[^']*')""" % re.escape(name.encode()), tag)
    put = encode_xml(f'"{escape_xml(value)}"')
    if found is not None:
        return [Edit(element.start + found.start(1), put, found[1])]
    at = element.start_tag_end - (2 if element.empty else 1)
    return [Edit(at, encode_xml(f" {name}=") + put)]


def count(element: Element, data: bytes, more: int) -> list[Edit]:
    """The ``count`` attribute raised by ``more``, where there is one and it is a number."""
    said = element.attributes.get("count", "")
    return attribute(element, data, "count", str(int(said) + more)) if said.isdecimal() else []
