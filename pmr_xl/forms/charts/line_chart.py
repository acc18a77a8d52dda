"""A figure's years as a line, its target beside it, and where the series breaks: one SVG, whole in itself.

It is told apart without colour: the figures are a full line with points, the target is dashed, a break is dotted and
named. What is drawn is said in words too, for those who hear it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from pmr_xl.forms.paper import theme
from pmr_xl.model.quick.named import NamedTuple

WIDTH, HEIGHT = 270.0, 104.0
_FEWEST = 2  # numbers that make a line
_LEFT, _RIGHT, _TOP, _FOOT = 20.0, 62.0, 14.0, 28.0
_FONT = "font-family='Calibri,Carlito,Arial,sans-serif' font-size='9'"


class ChartPoint(NamedTuple):
    """One period of a chart.

    Attributes:
        label: of the period.
        value: None where it has no number: the line is open there.
        shown: the figure as the report prints it.
        breaks: from here on it is counted otherwise: the line does not lead over.
        named: label and figure are drawn; of many periods only some have the room.
    """

    label: str
    value: Decimal | None
    shown: str
    breaks: bool = False
    named: bool = True


def small_line(points: Sequence[ChartPoint]) -> str:
    """The same as a line a few letters wide, for a table whose cells say the figures; empty for fewer than two numbers.

    It is no picture for those who hear: what it shows stands in the row.
    """
    values = [one.value for one in points if one.value is not None]
    if len(values) < _FEWEST:
        return ""
    low, high = min(values), max(values)
    drawn, run = [], list[str]()
    for at, one in enumerate(points):
        if one.value is None or one.breaks:
            drawn.append(run)
            run = []
        if one.value is not None:
            share = float((high - one.value) / (high - low)) if high != low else 0.5
            run.append(f"{2 + 68 * at / (len(points) - 1):.0f},{3 + 14 * share:.1f}")
    drawn.append(run)
    lines = "".join(f"<polyline points='{' '.join(each)}'/>" for each in drawn if len(each) > 1)
    x, y = next(each[-1] for each in reversed(drawn) if each).split(",")
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 72 20' aria-hidden='true' fill='none' "
        f"stroke='{theme.NAVY}' stroke-width='1.5'>{lines}<circle cx='{x}' cy='{y}' r='1.8' fill='{theme.NAVY}'/></svg>"
    )


def line_chart(name: str, points: Sequence[ChartPoint], target: Decimal | None = None, target_shown: str = "") -> str:
    """The SVG of a figure's periods, oldest first, and of the target of the last of them."""
    values = [one.value for one in points if one.value is not None]
    told = ", ".join(f"{one.label} {one.shown}" for one in points)
    aim = f"; target {target_shown}" if target is not None else ""
    head = (
        f"<svg xmlns='http://www.w3.org/2000/svg' role='img' viewBox='0 0 {WIDTH:g} {HEIGHT:g}' width='{WIDTH:g}' "
        f"height='{HEIGHT:g}'><title>{escape(name)}: {escape(told)}{escape(aim)}</title>"
    )
    if not values:
        return f"{head}</svg>"
    every = [*values, *([] if target is None else [target])]
    low, high = min(every), max(every)
    drawn = [*_labels(points), *_breaks(points)]
    if target is not None:
        drawn.append(_target(_height(target, low, high), target_shown))
    drawn += _line(points, low, high)
    return f"{head}{''.join(drawn)}</svg>"


def _place(at: int, count: int) -> float:
    """Where a period stands, from the left."""
    room = WIDTH - _LEFT - _RIGHT
    return _LEFT + (room * at / (count - 1) if count > 1 else room / 2)


def _height(value: Decimal, low: Decimal, high: Decimal) -> float:
    """Where a value stands, from above; in the middle where nothing moves."""
    room = HEIGHT - _TOP - _FOOT
    return _TOP + (room * float((high - value) / (high - low)) if high != low else room / 2)


def _labels(points: Sequence[ChartPoint]) -> list[str]:
    """The periods, and below each its figure as it is printed."""
    told = [
        (_place(at, len(points)), y, text)
        for at, one in enumerate(points)
        if one.named
        for y, text in ((HEIGHT - 14, one.label), (HEIGHT - 4, one.shown))
    ]
    return [
        f"<text x='{x:.1f}' y='{y:g}' text-anchor='middle' fill='{theme.GREY}' {_FONT}>{escape(text)}</text>"
        for x, y, text in told
    ]


def _breaks(points: Sequence[ChartPoint]) -> list[str]:
    """A dotted line before the period from which it is counted otherwise."""
    places = [_place(at, len(points)) - 6 for at, one in enumerate(points) if one.breaks and at]
    return [
        f"<line x1='{x:.1f}' x2='{x:.1f}' y1='{_TOP - 8:g}' y2='{HEIGHT - _FOOT:g}' stroke='{theme.GREY}' "
        f"stroke-dasharray='1 3'/><text x='{x:.1f}' y='8' text-anchor='middle' fill='{theme.GREY}' {_FONT}>break</text>"
        for x in places
    ]


def _target(y: float, shown: str) -> str:
    right = WIDTH - _RIGHT
    return (
        f"<line x1='{_LEFT:g}' x2='{right:g}' y1='{y:.1f}' y2='{y:.1f}' stroke='{theme.ORANGE}' stroke-width='1.2' "
        f"stroke-dasharray='5 3'/><text x='{right + 5:g}' y='{y - 2:.1f}' fill='{theme.ORANGE}' {_FONT}>"
        f"target {escape(shown)}</text>"
    )


def _line(points: Sequence[ChartPoint], low: Decimal, high: Decimal) -> list[str]:
    """Runs of neighbouring figures, a point each; the last one is named."""
    drawn, run = [], list[tuple[float, float]]()
    last: tuple[float, float, str] | None = None
    for at, one in enumerate(points):
        if one.value is None or one.breaks:
            drawn += _run(run)
            run = []
        if one.value is not None:
            run.append((_place(at, len(points)), _height(one.value, low, high)))
            last = (*run[-1], one.shown)
    drawn += _run(run)
    if last is not None:
        x, y, shown = last
        look = f"fill='{theme.INK}' font-weight='bold' {_FONT}"
        below = y + 8 if y + 8 < HEIGHT - _FOOT else y - 3  # never over the words at the foot
        drawn.append(f"<text x='{x + 5:.1f}' y='{below:.1f}' {look}>{escape(shown)}</text>")
    return drawn


def _run(run: Sequence[tuple[float, float]]) -> list[str]:
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    drawn = (
        [f"<polyline points='{line}' fill='none' stroke='{theme.NAVY}' stroke-width='1.8'/>"] if len(run) > 1 else []
    )
    return drawn + [f"<circle cx='{x:.1f}' cy='{y:.1f}' r='2.2' fill='{theme.NAVY}'/>" for x, y in run]
