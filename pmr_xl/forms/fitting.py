"""How tall a row must be for its text: a file says so, since not every program works it out on opening."""

from __future__ import annotations

from collections.abc import Sequence

from pmr_xl.forms.paper import Content, Formula, Link, Rich

_LINE, _AIR, _TALLEST = 13.2, 7.0, 400.0  # points, for text of 10 points; Excel's tallest row is 409
_LETTERS_A_UNIT = 1.12  # letters of 10 points for one unit of column width (a digit of 11 points), breaks allowed for


def row_height(contents: Sequence[Content], widths: Sequence[float]) -> float:
    """Points that a row of wrapped text needs, a little air included; ``widths`` are the columns', in characters."""
    lines = 1
    for content, width in zip(contents, widths, strict=True):
        parts = shown(content).split("\n")
        lines = max(lines, sum(max(1, -(-len(part) // int(width * _LETTERS_A_UNIT))) for part in parts))
    return min(_TALLEST, _LINE * lines + _AIR)


def shown(content: Content) -> str:
    """The text that a cell shows, numbers as they are typed."""
    if isinstance(content, Rich | Link):
        return content.text
    if isinstance(content, Formula):
        return str(content.result)
    return "" if content is None else str(content)
