"""Small multiples: the same small line for every place, all on one scale, the citywide one thin behind it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pmr_xl.forms.paper import theme
from pmr_xl.model.quick.named import NamedTuple

WIDE, HIGH, ACROSS = 118.0, 62.0, 6
_FONT = "font-family='Calibri,Carlito,Arial,sans-serif' font-size='9'"


class PlaceLine(NamedTuple):
    """One place's periods, oldest first; None where it has no figure, or none that is published."""

    name: str
    values: tuple[float | None, ...]
    last: str


def small_multiples(title: str, lines: Sequence[PlaceLine], whole: Sequence[float | None]) -> str:
    """The SVG of all places; ``whole``: the citywide line, or nothing."""
    every = [one for line in (*(each.values for each in lines), tuple(whole)) for one in line if one is not None]
    low, high = (min(every), max(every)) if every else (0.0, 0.0)
    rows = (len(lines) + ACROSS - 1) // ACROSS
    told = ", ".join(f"{one.name} {one.last}" for one in lines)
    drawn = []
    for place, one in enumerate(lines):
        x, y = place % ACROSS * WIDE, place // ACROSS * HIGH
        drawn.append(
            f"<text x='{x + 2:g}' y='{y + 10:g}' fill='{theme.INK}' {_FONT}>{escape(one.name)}</text>"
            f"<text x='{x + WIDE - 10:g}' y='{y + 10:g}' text-anchor='end' fill='{theme.INK}' {_FONT} "
            f"font-weight='bold'>{escape(one.last)}</text>"
        )
        drawn += _line(whole, x, y, low, high, f"stroke='{theme.GREY}' stroke-width='0.7' stroke-dasharray='2 2'")
        drawn += _line(one.values, x, y, low, high, f"stroke='{theme.BLUE}' stroke-width='1.6'")
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' role='img' viewBox='0 0 {WIDE * ACROSS:g} {HIGH * rows:g}' "
        f"width='{WIDE * ACROSS:g}' height='{HIGH * rows:g}'><title>{escape(title)}: {escape(told)}</title>"
        f"{''.join(drawn)}</svg>"
    )


def _line(values: Sequence[float | None], x: float, y: float, low: float, high: float, look: str) -> list[str]:
    """The runs of a line: it is open where a figure is missing; a lone figure is a point."""
    runs: list[list[str]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            runs.append([])
            continue
        across = x + 4 + (WIDE - 16) * (at / (len(values) - 1) if len(values) > 1 else 0.5)
        down = y + 16 + (HIGH - 24) * ((high - value) / (high - low) if high != low else 0.5)
        runs[-1].append(f"{across:.1f},{down:.1f}")
    drawn = [f"<polyline points='{' '.join(one)}' fill='none' {look}/>" for one in runs if len(one) > 1]
    lone = [each[0].split(",") for each in runs if len(each) == 1]
    return drawn + [f"<circle cx='{at}' cy='{down}' r='1.6' fill='none' {look}/>" for at, down in lone]
