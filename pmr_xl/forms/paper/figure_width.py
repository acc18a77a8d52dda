"""How wide a column of figures must be: Excel shows a number that does not fit as ####."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from pmr_xl.forms.paper.fitting import widest_of
from pmr_xl.forms.paper.pages import Style

_POINTS_A_CHARACTER = 5.25  # a digit of Calibri 11, what a column width counts
_AIR = 6.0  # points: Excel wants a digit's room beside the last


def width_under(heading: str, style: Style, least: float) -> float:
    """Width in characters of a column whose heading wraps between its words, never within one."""
    return width_for(heading.split(), style, least)


def width_for(texts: Iterable[str], style: Style, least: float) -> float:
    """Width in characters of a column that shows every one of these printed figures on one line."""
    return max(least, ceil((widest_of(texts, style) + _AIR) / _POINTS_A_CHARACTER * 5) / 5)
