"""A figure's years as a line, its target beside it, and where the series breaks.

It is told apart without colour: the figures are a full line with points, the target is dashed, a break is dotted and
named. What is drawn is said in words too, for those who hear it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.drawing import Drawing, DrawnDot, DrawnLine, DrawnText, Mark, svg
from pmr_xl.model.quick.named import NamedTuple


class ChartSize(NamedTuple):
    """How large a chart is, and what of it is left free around the line.

    Attributes:
        font: of all words on it.
        every: each period is named, with its figure; else the first and the last.
    """

    width: float = 270.0
    height: float = 104.0
    left: float = 20.0
    right: float = 62.0
    top: float = 14.0
    foot: float = 28.0
    font: float = 9.5  # seven points and a little more in print
    every: bool = True


LARGE = ChartSize()
SMALL = ChartSize(150.0, 64.0, 13.0, 50.0, 9.0, 24.0, 7.5, every=False)
WIDTH, HEIGHT = LARGE.width, LARGE.height


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


def line_chart(name: str, points: Sequence[ChartPoint], target: Decimal | None = None, target_shown: str = "") -> str:
    """The SVG of a figure's periods, oldest first, and of the target of the last of them."""
    return svg(draw(name, points, target, target_shown))


def draw(
    name: str,
    points: Sequence[ChartPoint],
    target: Decimal | None = None,
    target_shown: str = "",
    size: ChartSize = LARGE,
) -> Drawing:
    """The same as a drawing, of any size."""
    values = [one.value for one in points if one.value is not None]
    told = ", ".join(f"{one.label} {one.shown}" for one in points)
    aim = f"; target {target_shown}" if target is not None else ""
    title = f"{name}: {told}{aim}"
    if not values:
        return Drawing(size.width, size.height, title, ())
    every = [*values, *([] if target is None else [target])]
    field = _Field(size, len(points), min(every), max(every))
    marks = [*_labels(points, field), *_breaks(points, field)]
    if target is not None:
        marks += _target(target, target_shown, field)
    marks += _line(points, field, None if target is None else field.height(target))
    return Drawing(size.width, size.height, title, tuple(marks))


class _Field(NamedTuple):
    """Where things stand on a chart of some periods, between its lowest and its highest figure."""

    size: ChartSize
    periods: int
    low: Decimal
    high: Decimal

    def place(self, at: int) -> float:
        """Where a period stands, from the left."""
        room = self.size.width - self.size.left - self.size.right
        return self.size.left + (room * at / (self.periods - 1) if self.periods > 1 else room / 2)

    def height(self, value: Decimal) -> float:
        """Where a value stands, from above; in the middle where nothing moves."""
        room = self.size.height - self.size.top - self.size.foot
        span = self.high - self.low
        return self.size.top + (room * float((self.high - value) / span) if span else room / 2)


def _labels(points: Sequence[ChartPoint], field: _Field) -> Iterator[Mark]:
    """The periods, and below each its figure as it is printed."""
    size = field.size
    last = len(points) - 1
    for at, one in enumerate(points):
        if not one.named:
            continue
        if size.every or at in (0, last):
            yield DrawnText(field.place(at), size.height - size.font - 5, one.label, theme.GREY, size.font, "middle")
        if size.every or at == 0 or (at == last and one.value is None):  # else it stands beside its point
            yield DrawnText(field.place(at), size.height - 4, one.shown, theme.GREY, size.font, "middle")


def _breaks(points: Sequence[ChartPoint], field: _Field) -> Iterator[Mark]:
    """A dotted line before the period from which it is counted otherwise."""
    size = field.size
    for at, one in enumerate(points):
        if one.breaks and at:
            x = field.place(at) - 6
            yield DrawnLine(((x, size.top - 8), (x, size.height - size.foot)), theme.GREY, 1, (1, 3))
            yield DrawnText(x, 8, "break", theme.GREY, size.font, "middle")


def _target(target: Decimal, shown: str, field: _Field) -> Iterator[Mark]:
    size, y = field.size, field.height(target)
    right = size.width - size.right
    yield DrawnLine(((size.left, y), (right, y)), theme.ORANGE, 1.2, (5, 3))
    yield DrawnText(right + 5, y + size.font / 3, f"target {shown}", theme.ORANGE, size.font)


def _line(points: Sequence[ChartPoint], field: _Field, aim: float | None) -> Iterator[Mark]:
    """Runs of neighbouring figures, a point each; the last one is named, clear of the target's name at ``aim``."""
    run: list[tuple[float, float]] = []
    last: tuple[float, float, str] | None = None
    for at, one in enumerate(points):
        if one.value is None or one.breaks:
            yield from _run(run)
            run = []
        if one.value is not None:
            run.append((field.place(at), field.height(one.value)))
            last = (*run[-1], one.shown)
    yield from _run(run)
    if last is not None:
        x, y, shown = last
        font = field.size.font
        if aim is not None and abs(y - aim) < font + 1:
            y = aim + (font + 1 if y > aim else -font - 1)
        lowest = field.size.height - field.size.foot  # never over the words at the foot
        yield DrawnText(x + 5, min(y + font / 3, lowest), shown, theme.INK, font, bold=True)


def _run(run: Sequence[tuple[float, float]]) -> Iterator[Mark]:
    if len(run) > 1:
        yield DrawnLine(tuple(run), theme.NAVY, 1.8)
    for x, y in run:
        yield DrawnDot(x, y, 2.2, theme.NAVY)
