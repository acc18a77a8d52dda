"""A line a few letters wide, for a table whose cells say the figures."""

from __future__ import annotations

from collections.abc import Sequence

from pmr_xl.forms.charts.line_chart import ChartPoint
from pmr_xl.forms.paper import theme

_FEWEST = 2  # numbers that make a line


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
