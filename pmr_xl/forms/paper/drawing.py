"""A drawing as a plain value: what a chart is made of, whoever draws it. SVG is made of it here; a picture elsewhere.

Lengths are units of the drawing (1/96 inch in SVG), counted from the left and from above.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TypeAlias

from pmr_xl.model.quick.named import NamedTuple


class DrawnText(NamedTuple):
    """Words at a place, whose foot is ``y``; ``anchor`` says which part of them stands at ``x``: start, middle, end."""

    x: float
    y: float
    text: str
    colour: str
    size: float
    anchor: str = "start"
    bold: bool = False


class DrawnLine(NamedTuple):
    """A line through places; ``dashes``: how long strokes and gaps are, empty for a full line."""

    places: tuple[tuple[float, float], ...]
    colour: str
    width: float
    dashes: tuple[float, ...] = ()


class DrawnDot(NamedTuple):
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: str


Mark: TypeAlias = DrawnText | DrawnLine | DrawnDot


class Drawing(NamedTuple):
    """Marks on a field of that size; ``title`` says in words what they show, for those who hear it."""

    width: float
    height: float
    title: str
    marks: tuple[Mark, ...]

    @property
    def texts(self) -> list[str]:
        """The words on it, in the order in which they are drawn."""
        return [one.text for one in self.marks if isinstance(one, DrawnText)]


def move_marks(marks: Sequence[Mark], right: float, down: float) -> list[Mark]:
    """The same marks elsewhere."""
    return [
        one._replace(places=tuple((x + right, y + down) for x, y in one.places))
        if isinstance(one, DrawnLine)
        else one._replace(x=one.x + right, y=one.y + down)
        for one in marks
    ]


def svg(drawing: Drawing) -> str:
    """The drawing as an SVG, whole in itself."""
    head = (
        f"<svg xmlns='http://www.w3.org/2000/svg' role='img' viewBox='0 0 {drawing.width:g} {drawing.height:g}' "
        f"width='{drawing.width:g}' height='{drawing.height:g}'><title>{escape(drawing.title)}</title>"
    )
    return f"{head}{''.join(map(_mark, drawing.marks))}</svg>"


def _mark(one: Mark) -> str:
    if isinstance(one, DrawnText):
        anchor = f" text-anchor='{one.anchor}'" if one.anchor != "start" else ""
        bold = " font-weight='bold'" if one.bold else ""
        font = f"font-family='Calibri,Carlito,Arial,sans-serif' font-size='{one.size:g}'"
        return (
            f"<text x='{one.x:.1f}' y='{one.y:.1f}'{anchor} fill='{one.colour}'{bold} {font}>{escape(one.text)}</text>"
        )
    if isinstance(one, DrawnDot):
        return f"<circle cx='{one.x:.1f}' cy='{one.y:.1f}' r='{one.radius:g}' fill='{one.colour}'/>"
    dashes = f" stroke-dasharray='{' '.join(f'{each:g}' for each in one.dashes)}'" if one.dashes else ""
    look = f"stroke='{one.colour}' stroke-width='{one.width:g}'{dashes}"
    if one.dashes:
        (x1, y1), (x2, y2) = one.places
        return f"<line x1='{x1:.1f}' x2='{x2:.1f}' y1='{y1:.1f}' y2='{y2:.1f}' {look}/>"
    return f"<polyline points='{' '.join(f'{x:.1f},{y:.1f}' for x, y in one.places)}' fill='none' {look}/>"
