"""Shapes that lie over a sheet's cells: text boxes, drawn shapes, buttons and other controls of the older kind.

After ECMA-376 part 1, 20.5 (anchors and shapes in DrawingML), and part 4, 19.4.2 (``ClientData`` in VML).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.books.package.markup import Doctype, Malformed
from pmr_xl.books.package.workbook_part import whole_number
from pmr_xl.model.book.sheet import Shape
from pmr_xl.model.fault import Unreadable

if TYPE_CHECKING:
    from pmr_xl.books.package.opening import Package

_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_SHAPES = ("sp", "cxnSp", "pic", "graphicFrame", "grpSp")
_NOTE = "Note"


def read_shapes(package: Package, sheet_part: str) -> tuple[Shape, ...]:
    """The shapes of a sheet that say something or start a macro, in the order of the file. Raises Unreadable."""
    found: list[Shape] = []
    for part in package.related_parts(sheet_part, "drawing"):
        drawn = _Drawing()
        package.parse(part, drawn.start, drawn.end, drawn.text)
        found += drawn.shapes
    for part in package.related_parts(sheet_part, "vmlDrawing"):
        found += _read_vml(package, part)
    return tuple(shape for shape in found if shape.text or shape.macro)


def _read_vml(package: Package, part: str) -> list[Shape]:
    old = _Vml()
    try:
        package.parse(part, old.start, old.end, old.text)
    except Unreadable as fault:
        # Excel reads VML as a browser reads HTML: an unclosed <br> or a sign that is none does not stop it.
        if not isinstance(fault.__cause__, Malformed) or isinstance(fault.__cause__, Doctype):
            raise
        from pmr_xl.books.reading.loose_vml import read_loosely

        old = _Vml()
        read_loosely(package.read(part), old.start, old.end, old.text)
    return old.shapes


class _Drawing:
    """Collects shapes while a parser passes by a part in DrawingML."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self._place = {"row": 0, "col": 0}
        self._pieces: list[str] = []
        self._macro = ""
        self._in_from = False
        self._reading = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _ANCHORS:
            self._place, self._pieces, self._macro = {"row": 0, "col": 0}, [], ""
        elif tag == "from":
            self._in_from = True
        elif tag in _SHAPES:
            self._macro = attributes.get("macro") or self._macro
        elif tag == "p" and self._pieces:
            self._pieces.append("\n")
        self._reading = tag if tag == "t" or (self._in_from and tag in self._place) else ""

    def end(self, tag: str) -> None:
        self._reading = ""
        if tag == "from":
            self._in_from = False
        elif tag in _ANCHORS:
            text = "".join(self._pieces).strip()
            self.shapes.append(Shape(self._place["row"] + 1, self._place["col"] + 1, text, self._macro))

    def text(self, piece: str) -> None:
        if self._reading == "t":
            self._pieces.append(piece)
        elif self._reading:
            self._place[self._reading] = max(whole_number(piece.strip()), 0)


class _Vml:
    """Collects the controls of a part in VML; notes are read elsewhere."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self._kind = self._macro = self._anchor = self._reading = ""
        self._pieces: list[str] = []
        self._in_box = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "shape":
            self._kind = self._macro = self._anchor = ""
            self._pieces = []
        elif tag == "ClientData":
            self._kind = attributes.get("ObjectType", "")
        elif tag == "textbox":
            self._in_box = True
        self._reading = tag if tag in ("Anchor", "FmlaMacro") else ""

    def end(self, tag: str) -> None:
        self._reading = ""
        if tag == "textbox":
            self._in_box = False
        elif tag == "shape" and self._kind and self._kind != _NOTE:
            places = [whole_number(number.strip()) for number in self._anchor.split(",")]
            column, row = (places[0], places[2]) if len(places) > 2 else (0, 0)  # noqa: PLR2004 - left, into it, top
            text = " ".join("".join(self._pieces).split())
            self.shapes.append(Shape(max(row, 0) + 1, max(column, 0) + 1, text, self._macro.strip()))

    def text(self, piece: str) -> None:
        if self._in_box:
            self._pieces.append(piece)
        elif self._reading == "Anchor":
            self._anchor += piece
        elif self._reading:
            self._macro += piece
