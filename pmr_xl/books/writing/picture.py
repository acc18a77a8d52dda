"""A drawing as a PNG, for programs that show no SVG: the one room that knows matplotlib, where it is installed."""

from __future__ import annotations

import io
import logging
from functools import cache
from importlib.util import find_spec
from typing import Any

from pmr_xl.forms.paper.drawing import Drawing, DrawnDot, DrawnLine, DrawnText

WHERE_FROM = "pip install “pmr_xl[charts]”"
_UNITS = 72.0  # of a drawing, an inch: its lengths are points on paper
_DOTS = 200  # an inch: sharp in print
_FONTS = ["Calibri", "Carlito", "DejaVu Sans"]


def can_draw() -> bool:
    """Whether what draws pictures is installed."""
    return find_spec("matplotlib") is not None


def png(drawing: Drawing) -> bytes:
    """The picture's bytes, the same for the same drawing; only where :func:`can_draw`."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # it tells of each font that is not there
    figure = Figure(figsize=(drawing.width / _UNITS, drawing.height / _UNITS), dpi=_DOTS)
    canvas: Any = FigureCanvasAgg(figure)
    for mark in drawing.marks:
        figure.add_artist(_artist(mark, drawing))
    stream = io.BytesIO()
    canvas.print_png(stream, metadata={"Software": None, "Description": drawing.title})
    return stream.getvalue()


def _artist(mark: DrawnText | DrawnLine | DrawnDot, on: Drawing) -> Any:
    """A mark as matplotlib draws it: places are shares of the field, counted from below."""
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

    if isinstance(mark, DrawnText):
        aligned: Any = {"start": "left", "middle": "center", "end": "right"}[mark.anchor]
        return Text(
            mark.x / on.width, 1 - mark.y / on.height, _plain(mark.text), color=mark.colour, fontsize=mark.size,
            fontweight="bold" if mark.bold else "normal", family=_known(), verticalalignment="baseline",
            horizontalalignment=aligned,
        )  # fmt: skip
    if isinstance(mark, DrawnDot):
        return Line2D(
            [mark.x / on.width], [1 - mark.y / on.height], marker="o", color=mark.colour, markersize=2 * mark.radius,
            markeredgewidth=0,
        )  # fmt: skip
    line = Line2D(
        [x / on.width for x, _ in mark.places], [1 - y / on.height for _, y in mark.places], color=mark.colour,
        linewidth=mark.width, solid_capstyle="round",
    )  # fmt: skip
    if mark.dashes:
        line.set_linestyle((0, tuple(each / mark.width for each in mark.dashes)))
    return line


def _plain(text: str) -> str:
    """Dollar signs stay themselves: two of them would begin a formula."""
    return text.replace("$", r"\$")


@cache
def _known() -> list[str]:
    """The fonts that are there, the sheet's own first."""
    from matplotlib.font_manager import fontManager

    there = {one.name for one in fontManager.ttflist}
    return [one for one in _FONTS if one in there]
