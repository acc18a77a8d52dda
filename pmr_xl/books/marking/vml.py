"""Frames of notes in a sheet's VML drawing: a new drawing, or more shapes in the one that is there.

VML need not be well-formed XML (Excel itself writes ``<br>`` in it), so an existing drawing is not parsed: our shapes
are put before its closing tag and nothing else is touched.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.books.package import splice
from pmr_xl.books.package.draft import Draft
from pmr_xl.books.package.outline import RELATIONSHIPS, Element
from pmr_xl.books.package.splice import Edit
from pmr_xl.books.package.workbook_part import whole_number
from pmr_xl.model.quick.pattern import pattern

_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"{s}>'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_END = pattern(rb"</(?:[\w.-]+:)?xml\s*>\s*\Z")
_IDMAP = pattern(rb"""<o:idmap\b[^>]*?\sdata=(["'])([\d,\s]*)\1""")
_HAS_TYPE = pattern(rb"""\sid=["']_x0000_t202["']""")
_A_BLOCK = 1_023  # shapes a block of ids holds; block n has the ids from 1024·n + 1


class Frames:
    """Shape ids for one workbook: every sheet that gets notes takes blocks of ids that no drawing has."""

    def __init__(self, draft: Draft) -> None:
        """Look through the workbook's drawings for the blocks in use."""
        used = [0]
        for name in draft.package.names:
            if name.lower().endswith(".vml"):
                for found in _IDMAP.finditer(draft.read(name)):
                    used += [whole_number(number.strip()) for number in found[2].decode("latin-1").split(",")]
        self._next = max(used) + 1

    def add(self, draft: Draft, sheet: str, anchors: Mapping[tuple[int, int], str]) -> tuple[list[Edit], str]:
        """Frames for notes on cells of a sheet part; the edits the sheet needs, or the reason why there are none."""
        if not anchors:
            return [], ""
        blocks = range(self._next, self._next + -(-len(anchors) // _A_BLOCK))
        root = draft.outline(sheet)
        pointer = root.child("legacyDrawing")
        wanted = pointer.attribute("id", RELATIONSHIPS) if pointer is not None else ""
        links = draft.package.relationships(sheet)
        stored = next((link.target for link in links if link.id == wanted and draft.package.has(link.target)), "")
        if stored:
            reason = _extend(draft, stored, anchors, blocks)
            self._next = blocks.stop if not reason else self._next
            return [], reason
        self._next = blocks.stop
        part = draft.fresh("xl/drawings/vmlDrawing{}.vml")
        declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
        drawing = (
            f'<xml{declared}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{_listed(blocks)}"/>'
            f"</o:shapelayout>{_SHAPE_TYPE.format(s='')}{_shapes(anchors, blocks)}</xml>"
        )
        draft.add(part, drawing.encode(), "vmlDrawing")
        new = draft.relate(sheet, "vmlDrawing", part)
        if pointer is not None:  # it points nowhere
            whole = draft.read(sheet)[pointer.start : pointer.end]
            return [Edit(pointer.start, splice.encode_xml(_pointer(root, new)), whole)], ""
        return [splice.in_order(root, splice.WORKSHEET_ORDER, "legacyDrawing", _pointer(root, new))], ""


def _extend(draft: Draft, part: str, anchors: Mapping[tuple[int, int], str], blocks: range) -> str:
    data = draft.read(part)
    end = _END.search(data)
    if end is None or b"\0" in data[:64]:
        return f"its drawing {part} ends in a way that cannot be added to"
    undeclared = {p: uri for p, uri in _SPACES.items() if f'xmlns:{p}="{uri}"'.encode() not in data[:2_000]}
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in undeclared.items())
    kind = "" if _HAS_TYPE.search(data) else _SHAPE_TYPE.format(s=spaces)
    edits = [Edit(end.start(), splice.encode_xml(kind + _shapes(anchors, blocks, spaces)))]
    ids = _IDMAP.search(data)
    if ids is not None:
        comma = "," if ids[2].strip() else ""
        edits.append(Edit(ids.end(2), splice.encode_xml(f"{comma}{_listed(blocks)}")))
    draft.cut(part, edits)
    return ""


def _shapes(anchors: Mapping[tuple[int, int], str], blocks: range, spaces: str = "") -> str:
    shapes = []
    for number, ((row, column), anchor) in enumerate(sorted(anchors.items())):
        block, place = divmod(number, _A_BLOCK)
        shapes.append(
            f'<v:shape id="_x0000_s{1024 * blocks[block] + place + 1}" type="#_x0000_t202" style="position:absolute;'
            f'margin-left:60pt;margin-top:2pt;width:248pt;height:80pt;z-index:{number + 1};visibility:hidden" '
            f'fillcolor="#ffffe1" o:insetmode="auto"{spaces}><v:fill color2="#ffffe1"/>'
            '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
            '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
            '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
            f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
            f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
        )
    return "".join(shapes)


def _pointer(root: Element, link: str) -> str:
    """The element that ties a sheet to its drawing; the namespace is declared where the sheet does not."""
    prefix = root.prefixes.get(RELATIONSHIPS, "")
    declared = "" if prefix else f' xmlns:r="{RELATIONSHIPS}"'
    return f'<{root.prefix}legacyDrawing{declared} {prefix or "r"}:id="{link}"/>'


def _listed(blocks: range) -> str:
    return ",".join(str(block) for block in blocks)
