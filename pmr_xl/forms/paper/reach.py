"""How far a text reaches that runs on over the empty cells beside it: print cuts off what lies beyond its area."""

from __future__ import annotations

from pmr_xl.forms.paper.fitting import room_across, text_of, width_of
from pmr_xl.forms.paper.pages import Page, Style

_USUAL_WIDTH = 8.43  # characters, of a column of which nobody says more
_SIGN = 0.53  # width of an average sign of running text, as a share of the type size


def last_reached(page: Page, rows: tuple[int, ...], right: int, *, first: int = 1) -> int:
    """The last column to print, so that the texts in column ``first`` of these rows are whole; ``right`` at least."""
    for put in (page.cells[row, first] for row in rows if (row, first) in page.cells):
        needed = width_of(text_of(put.content), put.style)
        while room_across((page.widths.get(at, _USUAL_WIDTH) for at in _seen(page, first, right)), put.style) < needed:
            right += 1
    return right


def signs_in(page: Page, first: int, right: int, style: Style) -> int:
    """How many signs of running text go from column ``first`` to column ``right``."""
    room = room_across((page.widths.get(at, _USUAL_WIDTH) for at in _seen(page, first, right)), style)
    return int(room / (_SIGN * style.size))


def _seen(page: Page, first: int, right: int) -> list[int]:
    return [at for at in range(first, right + 1) if at not in page.hidden_columns | page.folded]
