"""Small multiples: the same small line for every place, all on one scale, the citywide one thin behind it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import width_of
from pmr_xl.forms.paper.pages import Style
from pmr_xl.model.quick.named import NamedTuple

WIDE, HIGH, ACROSS = 118.0, 62.0, 6
_STYLE = Style(size=10)  # seven points and more in print
_AIR = 16.0  # beside a name and its figure
_FONT = f"font-family='Calibri,Carlito,Arial,sans-serif' font-size='{_STYLE.size:g}'"


class PlaceLine(NamedTuple):
    """One place's periods, oldest first; None where it has no figure, or none that is published."""

    name: str
    values: tuple[float | None, ...]
    last: str


def small_multiples(title: str, lines: Sequence[PlaceLine], whole: Sequence[float | None]) -> str:
    """The SVG of all places; ``whole``: the citywide line, or nothing."""
    every = [one for line in (*(each.values for each in lines), tuple(whole)) for one in line if one is not None]
    low, high = (min(every), max(every)) if every else (0.0, 0.0)
    # Names of groups are longer than those of places: fewer of them stand beside each other.
    longest = max((width_of(f"{one.name}  {one.last}", _STYLE) for one in lines), default=0.0)
    across = next((many for many in (ACROSS, 4, 3, 2) if longest <= WIDE * ACROSS / many - _AIR), 1)
    wide, rows = WIDE * ACROSS / across, (len(lines) + across - 1) // across
    told = ", ".join(f"{one.name} {one.last}" for one in lines)
    drawn = []
    for place, one in enumerate(lines):
        x, y = place % across * wide, place // across * HIGH
        drawn.append(
            f"<text x='{x + 2:g}' y='{y + 10:g}' fill='{theme.INK}' {_FONT}>{escape(one.name)}</text>"
            f"<text x='{x + wide - 10:g}' y='{y + 10:g}' text-anchor='end' fill='{theme.INK}' {_FONT} "
            f"font-weight='bold'>{escape(one.last)}</text>"
        )
        drawn += _line(whole, x, y, wide, low, high, f"stroke='{theme.GREY}' stroke-width='0.7' stroke-dasharray='2 2'")
        drawn += _line(one.values, x, y, wide, low, high, f"stroke='{theme.BLUE}' stroke-width='1.6'")
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' role='img' viewBox='0 0 {WIDE * ACROSS:g} {HIGH * rows:g}' "
        f"width='{WIDE * ACROSS:g}' height='{HIGH * rows:g}'><title>{escape(title)}: {escape(told)}</title>"
        f"{''.join(drawn)}</svg>"
    )


def _line(
    values: Sequence[float | None], x: float, y: float, wide: float, low: float, high: float, look: str
) -> list[str]:
    """The runs of a line: it is open where a figure is missing; a lone figure is a point."""
    runs: list[list[str]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            runs.append([])
            continue
        right = x + 4 + (wide - 16) * (at / (len(values) - 1) if len(values) > 1 else 0.5)
        down = y + 16 + (HIGH - 24) * ((high - value) / (high - low) if high != low else 0.5)
        runs[-1].append(f"{right:.1f},{down:.1f}")
    drawn = [f"<polyline points='{' '.join(one)}' fill='none' {look}/>" for one in runs if len(one) > 1]
    lone = [each[0].split(",") for each in runs if len(each) == 1]
    return drawn + [f"<circle cx='{at}' cy='{down}' r='1.6' fill='none' {look}/>" for at, down in lone]
