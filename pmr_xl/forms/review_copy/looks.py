"""How the sheets of a review copy look, and how much room their texts take."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import height_of
from pmr_xl.forms.paper.pages import Content, Put, Rich, Style
from pmr_xl.model.finding import Severity

FIRST_RULE = 5  # the first row of the table on the sheet of rules
CELL = Style(colour=theme.INK, bottom=theme.RULE, wrap=True)
SMALL = replace(CELL, colour=theme.GREY)
STRONG = replace(CELL, bold=True)
NUMBER = replace(SMALL, align="left")
ANSWER = replace(CELL, fill=theme.PALE_YELLOW, locked=False, left=theme.RULE, right=theme.RULE)
DAY = replace(ANSWER, number_format="yyyy-mm-dd", align="left")
STORED = replace(SMALL, wrap=False)
LINK = replace(CELL, colour=theme.BLUE, underline=True)
SEVERITY = {
    Severity.ERROR: replace(CELL, colour=theme.RED_BROWN, fill=theme.PALE_ORANGE, bold=True),
    Severity.QUERY: replace(CELL, colour=theme.ORANGE, bold=True),
    Severity.INFO: replace(CELL, colour=theme.GREY),
}
HEADING = replace(theme.HEADING, align="left", valign="top")
SUMMARY = Style(size=12, bold=True, colour=theme.INK)
CLEAN = replace(theme.MET, size=12)
OPEN_COUNT = Style(bold=True, colour=theme.NAVY)
GUIDE = replace(theme.SUBTITLE, italic=True)
REMEDY, FAULT, DONE = Style(colour=theme.INK), Style(colour=theme.GREY), Style(colour=theme.GREY)
_AIR = 3.0  # points between one row and the next


def height(content: Content, style: Style, width: float) -> float:
    """Points that a cell of a row needs, with the air around it; ``width`` is the column's, in characters."""
    plain = content.text if isinstance(content, Rich) else content
    return height_of(Put(plain, style), width) + _AIR
