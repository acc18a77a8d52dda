"""A changed package in the making: which parts are cut, which are added, how parts point at one another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import field
from itertools import count

from pmr_xl.books.package import splice
from pmr_xl.books.package.opening import CONTENT_TYPES, Package
from pmr_xl.books.package.outline import Element, Unspliceable, outline
from pmr_xl.books.package.splice import Edit, Undo
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import mutable_class

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
CONTENT_TYPE = {
    "worksheet": f"{_SHEETML}.worksheet+xml",
    "table": f"{_SHEETML}.table+xml",
    "comments": f"{_SHEETML}.comments+xml",
    "styles": f"{_SHEETML}.styles+xml",
    "vmlDrawing": "application/vnd.openxmlformats-officedocument.vmlDrawing",
    "customXml": "application/xml",
}


class _Link(NamedTuple):
    id: str
    kind: str
    target: str


@mutable_class
class Draft:
    """What is to become of a package. Nothing is written here: :func:`pmr_xl.books.package.repack.package_bytes`."""

    package: Package
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    added: dict[str, bytes] = field(default_factory=dict)
    _types: dict[str, str] = field(default_factory=dict)
    _links: dict[str, list[_Link]] = field(default_factory=dict)
    _read: dict[str, bytes] = field(default_factory=dict)
    _outlines: dict[str, Element] = field(default_factory=dict)

    def read(self, part: str) -> bytes:
        """The part's bytes as they are in the source."""
        name = self.package.entry(part).name
        if name not in self._read:
            self._read[name] = self.package.read(name)
        return self._read[name]

    def outline(self, part: str) -> Element:
        """The part's elements. Raises Unspliceable with the part's name."""
        if part not in self._outlines:
            try:
                self._outlines[part] = outline(self.read(part))
            except Unspliceable as reason:
                raise Unspliceable(f"{part} cannot be changed: {reason}") from None
        return self._outlines[part]

    def cut(self, part: str, edits: Iterable[Edit]) -> None:
        """More edits to a part."""
        self.edits.setdefault(self.package.entry(part).name, []).extend(edits)

    def add(self, part: str, data: bytes, kind: str) -> None:
        """A new part, with its content type."""
        self.added[part] = data
        self._types[part] = CONTENT_TYPE[kind]

    def fresh(self, pattern: str, *, plain: bool = False) -> str:
        """A part name that is not taken, with the next free number: ``fresh("xl/comments{}.xml")``.

        Some readers go by such names, as Excel makes them: of a kind that a workbook has once, the ``plain`` one.
        """
        names = (pattern.format(number or "") for number in count(0 if plain else 1))
        return next(name for name in names if not self.package.has(name) and name not in self.added)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Point from ``part`` to ``target``; the new relationship's id."""
        taken = {link.id for link in self.package.relationships(part)}
        fresh = self._links.setdefault(part, [])
        name = f"rIdPMR{len(fresh) + 1}"
        while name in taken:
            name += "x"
        fresh.append(_Link(name, kind, target))
        return name

    def settle(self) -> tuple[dict[str, bytes], dict[str, tuple[Undo, ...]]]:
        """The changed parts as bytes, and how each is changed back. Call once, when everything is drafted."""
        for part, links in self._links.items():
            self._settle_links(part, links)
        self._settle_types()
        changed, undos = {}, {}
        for part, edits in self.edits.items():
            if edits:
                changed[part], undos[part] = splice.apply(self.read(part), edits)
        return changed, undos

    def _stored(self, part: str) -> str:
        """The part's name as the package spells it; empty where there is none."""
        return self.package.entry(part).name if self.package.has(part) else ""

    def _settle_links(self, part: str, links: list[_Link]) -> None:
        rels = self._stored(rels_of(part))
        folder = posixpath.dirname(part)
        prefix = self.outline(rels).prefix if rels else ""
        lines = "".join(
            f'<{prefix}Relationship Id="{r.id}" Type="{OFFICE}/{r.kind}" '
            f'Target="{splice.escape_xml(posixpath.relpath(r.target, folder or "."))}"/>'
            for r in links
        )
        if rels:
            self.cut(rels, splice.into(self.outline(rels), self.read(rels), lines))
        else:
            self.added[rels_of(part)] = (
                b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
                b'"http://schemas.openxmlformats.org/package/2006/relationships">'
                + lines.encode() + b"</Relationships>"
            )  # fmt: skip
            self._types[rels_of(part)] = RELS_TYPE

    def _settle_types(self) -> None:
        types = self._stored(CONTENT_TYPES)
        root = self.outline(types)
        defaults = {
            e.attributes.get("Extension", "").lower(): e.attributes.get("ContentType", "")
            for e in root.children
            if e.name == "Default"
        }
        lines = "".join(
            f'<{root.prefix}Override PartName="/{splice.escape_xml(part)}" ContentType="{kind}"/>'
            for part, kind in self._types.items()
            if defaults.get(part.rpartition(".")[2].lower()) != kind
        )
        if lines:
            self.cut(types, splice.into(root, self.read(types), lines))


def rels_of(part: str) -> str:
    """The part that holds the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
