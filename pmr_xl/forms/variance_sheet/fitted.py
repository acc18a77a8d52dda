"""Columns made to fit: as wide as a laptop's screen shows at once, and as one letter page prints at seven points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmr_xl.forms.variance_sheet.reviewed import SheetColumn

# Pixels. The screen leaves 1,316; a letter page of 10.5 inches prints type of 9.2 points at 7 where the page is 1,324.
ROOM = 1_312
_A_CHARACTER, _EDGES = 7, 5


def pixels(width: float) -> int:
    """A column of that many characters on a screen at 100%."""
    return int(width * _A_CHARACTER + _EDGES)


def fit_columns(columns: Sequence[SheetColumn], beside: Sequence[float] = ()) -> tuple[SheetColumn, ...]:
    """The columns, narrowed where they may be, and folded where that is not enough.

    Args:
        beside: widths of the columns that stand right of them.
    """
    made, taken = list(columns), sum(map(pixels, beside))
    while (over := _over(made, taken)) > 0:
        wide = [one for one in made if not one.folded and one.least and one.width > one.least]
        if wide:
            widest = max(wide, key=lambda one: one.width / one.least)
            narrower = max(widest.least, widest.width - max(1.0, over / _A_CHARACTER / len(wide)))
            made[made.index(widest)] = replace(widest, width=narrower)
            continue
        spare = [one for one in made if not one.folded and one.spare]
        if not spare:
            break
        first = max(spare, key=lambda one: one.spare)
        made[made.index(first)] = replace(first, folded=True)
    return tuple(made)


def _over(columns: Sequence[SheetColumn], taken: int) -> int:
    return taken + sum(pixels(one.width) for one in columns if not one.folded) - ROOM
