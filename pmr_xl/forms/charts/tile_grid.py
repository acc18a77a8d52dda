"""A map-like grid: one tile a place, where it lies in the city, darker for more. No geography service is asked.

Every tile bears its figure, so shades never speak alone; what is hidden is hatched and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pmr_xl.forms.paper import theme
from pmr_xl.model.quick.named import NamedTuple

SIDE, GAP = 46.0, 3.0
_FONT = "font-family='Calibri,Carlito,Arial,sans-serif'"
SHADES = ("#EEF3F9", "#C9DAEC", "#92B4D6", "#3F76AA", "#1F4E79")  # also told apart in grey
WHITE_FROM = 3


class PlaceTile(NamedTuple):
    """One place on the grid.

    Attributes:
        short: its name as the tile bears it; ``name``: whole.
        column, row: where it stands, from 0.
        value: None where there is none; ``shown``: as it is printed, or why it is not.
        hidden: it is not published, because it is small or would give a small one away.
    """

    short: str
    name: str
    column: int
    row: int
    value: float | None
    shown: str
    hidden: bool = False


def tile_grid(title: str, tiles: Sequence[PlaceTile]) -> str:
    """The SVG of the grid, with a key of its shades; what is drawn is said in words too."""
    values = sorted(one.value for one in tiles if one.value is not None)
    bounds = [values[len(values) * part // len(SHADES)] for part in range(1, len(SHADES))] if values else []
    wide = (max((one.column for one in tiles), default=0) + 1) * (SIDE + GAP)
    high = (max((one.row for one in tiles), default=0) + 1) * (SIDE + GAP)
    told = ", ".join(f"{one.name} {one.shown}" for one in tiles)
    drawn = "".join(_tile(one, bounds) for one in tiles)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' role='img' viewBox='0 0 {wide:g} {high + 26:g}' width='{wide:g}' "
        f"height='{high + 26:g}'><title>{escape(title)}: {escape(told)}</title>"
        "<defs><pattern id='hidden' width='6' height='6' patternUnits='userSpaceOnUse'>"
        f"<path d='M0 6L6 0' stroke='{theme.GREY}' stroke-width='1'/></pattern></defs>"
        f"{drawn}{_key(values, bounds, high + 6, tiles)}</svg>"
    )


def shade_of(value: float, bounds: Sequence[float]) -> int:
    """Which of the shades a value has: the fifths of all places."""
    return sum(value >= one for one in bounds)


def _tile(one: PlaceTile, bounds: Sequence[float]) -> str:
    x, y = one.column * (SIDE + GAP), one.row * (SIDE + GAP)
    place = 0 if one.value is None else shade_of(one.value, bounds)
    fill = "url(#hidden)" if one.hidden else "#FFFFFF" if one.value is None else SHADES[place]
    ink = "#FFFFFF" if one.value is not None and not one.hidden and place >= WHITE_FROM else theme.INK
    middle = x + SIDE / 2
    return (
        f"<rect x='{x:g}' y='{y:g}' width='{SIDE:g}' height='{SIDE:g}' fill='{fill}' stroke='{theme.GREY}' "
        "stroke-width='0.5'/>"
        f"<text x='{middle:g}' y='{y + 17:g}' text-anchor='middle' fill='{ink}' {_FONT} font-size='10'>"
        f"{escape(one.short)}</text>"
        f"<text x='{middle:g}' y='{y + 33:g}' text-anchor='middle' fill='{ink}' {_FONT} font-size='11' "
        f"font-weight='bold'>{escape(one.shown)}</text>"
    )


def _key(values: Sequence[float], bounds: Sequence[float], y: float, tiles: Sequence[PlaceTile]) -> str:
    """What the shades mean: from which figure on each begins."""
    if not values:
        return ""
    shown = {one.value: one.shown for one in tiles}
    ends = [shown[values[0]], *(shown[one] for one in bounds)]
    parts = []
    for place, (shade, end) in enumerate(zip(SHADES, ends, strict=True)):
        x = place * 84.0
        parts.append(
            f"<rect x='{x:g}' y='{y:g}' width='12' height='12' fill='{shade}' stroke='{theme.GREY}' "
            "stroke-width='0.5'/>"
            f"<text x='{x + 16:g}' y='{y + 10:g}' fill='{theme.INK}' {_FONT} font-size='10'>from {escape(end)}</text>"
        )
    return "".join(parts)
