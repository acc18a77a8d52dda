"""Several charts as one drawing, each under its name: what a page of paper carries as its one picture."""

from __future__ import annotations

from collections.abc import Sequence

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.drawing import Drawing, DrawnText, Mark, move_marks
from pmr_xl.forms.paper.fitting import width_of
from pmr_xl.forms.paper.pages import Style
from pmr_xl.model.quick.named import NamedTuple

_HEAD, _BETWEEN, _COLUMNS = 11.0, 6.0, 3
_LOOK = Style(size=8, bold=True)


class NamedDrawing(NamedTuple):
    """A chart and what stands above it."""

    name: str
    drawing: Drawing


def panel(charts: Sequence[NamedDrawing], columns: int = _COLUMNS) -> Drawing:
    """The charts side by side, some in a row; names that are too long are cut, the title has them whole."""
    wide = max((one.drawing.width for one in charts), default=0.0) + _BETWEEN
    high = max((one.drawing.height for one in charts), default=0.0) + _HEAD + _BETWEEN
    marks: list[Mark] = []
    for at, one in enumerate(charts):
        right, down = wide * (at % columns), high * (at // columns)
        marks.append(DrawnText(right, down + _HEAD - 2, _fitting(one.name, wide - _BETWEEN), theme.NAVY, 8, bold=True))
        marks += move_marks(one.drawing.marks, right, down + _HEAD)
    rows = -(-len(charts) // columns)
    title = "\n".join(one.drawing.title for one in charts)
    return Drawing(wide * min(columns, max(len(charts), 1)) - _BETWEEN, high * rows - _BETWEEN, title, tuple(marks))


def _fitting(name: str, width: float) -> str:
    """The name, cut at a word where it is wider than its chart."""
    if width_of(name, _LOOK) <= width:
        return name
    words = name.split()
    while len(words) > 1 and width_of(f"{' '.join(words)} …", _LOOK) > width:
        words.pop()
    return f"{' '.join(words)} …"
