"""Looks as stylesheet markup; ``p`` is the prefix, with its colon, that the stylesheet gives its elements."""

from __future__ import annotations

from pmr_xl.books.package import splice
from pmr_xl.forms.paper.pages import Style
from pmr_xl.model.quick.named import NamedTuple


class Mark(NamedTuple):
    """How a marked cell looks: a fill, and a frame that tells severities apart without colour."""

    fill: str
    frame: str
    line: str  # thin, dashed, dotted …


def run_look(style: Style, p: str = "") -> str:
    """A run's look (``rPr``); its children stand in another order than a font's."""
    return f'<{p}rPr>{_weight(style, p)}{_face(style, p)}<{p}rFont val="{splice.escape_xml(style.font)}"/></{p}rPr>'


def font(style: Style, p: str) -> str:
    """A font of the stylesheet."""
    return f'<{p}font>{_weight(style, p)}{_face(style, p)}<{p}name val="{splice.escape_xml(style.font)}"/></{p}font>'


def _weight(style: Style, p: str) -> str:
    return "".join(f"<{p}{tag}/>" for tag, on in (("b", style.bold), ("i", style.italic)) if on)


def _face(style: Style, p: str) -> str:
    line = f"<{p}u/>" if style.underline else ""
    colour = f'<{p}color rgb="{_argb(style.colour)}"/>' if style.colour else ""
    return f'{line}<{p}sz val="{style.size:g}"/>{colour}'


def fill(style: Style, p: str) -> str:
    """A solid fill."""
    return (
        f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{_argb(style.fill)}"/>'
        f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
    )


def border(style: Style, p: str) -> str:
    """Thin lines where the style has a colour for them."""

    def side(name: str, colour: str, line: str = "thin") -> str:
        return f'<{p}{name} style="{line}"><{p}color rgb="{_argb(colour)}"/></{p}{name}>' if colour else f"<{p}{name}/>"

    top = side("top", style.top, "medium" if style.heavy_top else "thin")
    sides = side("left", style.left) + side("right", style.right) + top + side("bottom", style.bottom)
    return f"<{p}border>{sides}<{p}diagonal/></{p}border>"


def difference(look: Style | Mark, p: str) -> str:
    """A differential format: only what it changes."""
    if isinstance(look, Mark):
        edge = "".join(
            f'<{p}{side} style="{look.line}"><{p}color rgb="{_argb(look.frame)}"/></{p}{side}>'
            for side in ("left", "right", "top", "bottom")
        )
        return f"<{p}dxf>{_back(look.fill, p)}<{p}border>{edge}</{p}border></{p}dxf>"
    colour = f'<{p}color rgb="{_argb(look.colour)}"/>' if look.colour else ""
    font = f"<{p}font>{_weight(look, p)}{colour}</{p}font>" if colour or look.bold or look.italic else ""
    return f"<{p}dxf>{font}{_back(look.fill, p)}</{p}dxf>"


def _back(colour: str, p: str) -> str:
    """A differential fill; Excel reads its colour from the background."""
    if not colour:
        return ""
    return f'<{p}fill><{p}patternFill><{p}bgColor rgb="{_argb(colour)}"/></{p}patternFill></{p}fill>'


def _argb(colour: str) -> str:
    return "FF" + colour.removeprefix("#").upper()
