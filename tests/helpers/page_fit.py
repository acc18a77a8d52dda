"""How wide a page is on a screen, and how large its type is on paper, from its column widths alone."""

from __future__ import annotations

from pmr_xl.forms.paper.pages import Page

SCREEN = 1_316  # pixels of a laptop's 1,366 that Excel leaves for cells at 100%
LEAST_TYPE = 7.0  # points
_PAPER = {"letter": (8.5, 11.0), "legal": (8.5, 14.0), "tabloid": (11.0, 17.0), "a4": (8.27, 11.69)}  # inches
_USUAL = 8.43
_POINTS_A_PIXEL = 0.75


def shown(page: Page) -> list[int]:
    """The columns that are seen when the page is opened: to the last that holds something, none hidden or folded."""
    last = max((column for _, column in page.cells), default=0)
    return [column for column in range(1, last + 1) if column not in page.hidden_columns | page.folded]


def pixels(page: Page) -> int:
    """Width of what is seen, at 100%: seven pixels a character and five for the edges, a column."""
    return sum(int(page.widths.get(column, _USUAL) * 7 + 5) for column in shown(page)) * page.zoom // 100


def type_in_print(page: Page) -> float:
    """Points of the smallest type on the page as it is printed, one page wide."""
    narrow, wide = _PAPER[page.print.paper]
    left, right, _, _ = page.print.margins
    room = ((wide if page.print.landscape else narrow) - left - right) * 72
    scale = min(1.0, room * page.print.fit_width / (pixels(page) * _POINTS_A_PIXEL)) if page.print.fit_width else 1.0
    seen = set(shown(page))
    told = [put for (_, column), put in page.cells.items() if column in seen and put.content not in ("", None)]
    return min((put.style.size for put in told), default=10.0) * scale
