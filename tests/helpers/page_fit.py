"""How wide a page is on a screen, and how large its type is on paper, from its column widths alone."""

from __future__ import annotations

import re
from collections import Counter

from pmr_xl.forms.paper.fitting import TALLEST, height_of, room_across, text_of, width_of
from pmr_xl.forms.paper.pages import Page, Put, Style

SCREEN = 1_316  # pixels of a laptop's 1,366 that Excel leaves for cells at 100%
LEAST_TYPE = 7.0  # points
_PAPER = {"letter": (8.5, 11.0), "legal": (8.5, 14.0), "tabloid": (11.0, 17.0), "a4": (8.27, 11.69)}  # inches
_USUAL, _USUAL_HEIGHT = 8.43, 15.0
_BELOW_TITLES = 4  # the row that a sheet's headings may stand in
_POINTS_A_PIXEL = 0.75
_MARK = re.compile(r"\[\d+\]")
_COMMAND = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-F]{6}|[AFPND])')  # of a header's or footer's code
_TOLD = {"&F": "PMR_PUBLIC-LIBRARIES_MMR_FY26_v1_variances.xlsx", "&P": "10", "&N": "10", "&D": "12/31/2026"}


def shown(page: Page) -> list[int]:
    """The columns that are seen when the page is opened: to the last that holds something, none hidden or folded."""
    last = max((column for _, column in page.cells), default=0)
    return [column for column in range(1, last + 1) if column not in page.hidden_columns | page.folded]


def pixels(page: Page) -> int:
    """Width of what is seen, at 100%: seven pixels a character and five for the edges, a column."""
    return sum(_pixels(page, column) for column in shown(page)) * page.zoom // 100


def _pixels(page: Page, column: int) -> int:
    return int(page.widths.get(column, _USUAL) * 7 + 5)


def type_in_print(page: Page) -> float:
    """Points of the smallest type on the page as it is printed, so many pages wide as it is to be."""
    narrow, wide = _PAPER[page.print.paper]
    left, right, _, _ = page.print.margins
    room = ((wide if page.print.landscape else narrow) - left - right) * 72
    area, closed = page.print.area, page.hidden_columns | page.folded
    printed = shown(page) if area is None else range(area.left, area.right + 1)
    seen = [column for column in printed if column not in closed]
    scale = 1.0
    while page.print.fit_width and _pages(page, seen, room / scale) > page.print.fit_width:
        scale -= 0.002
    told = [put for (_, column), put in page.cells.items() if column in seen and put.content not in ("", None)]
    return min((put.style.size for put in told), default=10.0) * scale


def printed_high(page: Page) -> float:
    """How many pages the print area takes in height, as it is scaled to its width; not whole where the last is not."""
    narrow, wide = _PAPER[page.print.paper]
    left, right, top, bottom = page.print.margins
    across, down = (wide, narrow) if page.print.landscape else (narrow, wide)
    area = page.print.area
    rows = range(1, max(row for row, _ in page.cells) + 1) if area is None else range(area.top, area.bottom + 1)
    used = sum(_pixels(page, column) for column in shown(page)) * _POINTS_A_PIXEL
    scale = min(1.0, (across - left - right) * 72 / used)
    return sum(page.heights.get(row, _USUAL_HEIGHT) for row in rows) * scale / ((down - top - bottom) * 72)


def _pages(page: Page, columns: list[int], room: float) -> int:
    """How many pages beside each other these columns take; those that are repeated stand on each of them."""
    first, last = page.print.repeat_columns or (0, 0)
    again = sum(_pixels(page, column) for column in columns if first <= column <= last) * _POINTS_A_PIXEL
    pages, used = 1, 0.0
    for column in columns:
        points = _pixels(page, column) * _POINTS_A_PIXEL
        if used and used + points > room:
            pages, used = pages + 1, again
        used += points
    return pages


def low_rows(page: Page, points: float = 0.6) -> list[tuple[int, str]]:
    """Rows that are lower than wrapped words in them need: they would lie over the next row, or be cut."""
    closed = page.hidden_columns | page.folded
    return [
        (row, text_of(put.content))
        for (row, column), put in sorted(page.cells.items())
        if put.style.wrap and column not in closed and text_of(put.content).strip()
        if page.heights.get(row, _USUAL_HEIGHT) + points < min(height_of(put, page.widths.get(column, _USUAL)), TALLEST)
    ]


def heads_astray(page: Page) -> list[str]:
    """Headings that stand at the other edge of their column than what stands below them."""
    area = page.table[1] if page.table else page.filter
    if area is None:
        return []
    found = []
    for column in range(area.left, area.right + 1):
        below = Counter(
            _edge(page.cells[row, column])
            for row in range(area.top + 1, area.bottom + 1)
            if (row, column) in page.cells and page.cells[row, column].content not in ("", None)
        )
        head = page.cells[area.top, column]
        if below and {_edge(head), below.most_common(1)[0][0]} == {"left", "right"}:
            found.append(str(head.content))
    return found


def _edge(put: Put) -> str:
    return put.style.align or ("right" if isinstance(put.content, int | float) else "left")


def broken_words(page: Page) -> list[tuple[int, int, str]]:
    """Words that are wider than the column that they are wrapped in: they would break between two letters."""
    return [
        (row, column, word)
        for (row, column), put in sorted(page.cells.items())
        if put.style.wrap and column not in page.hidden_columns | page.folded
        for word in text_of(put.content).replace("-", "- ").split()
        if width_of(word, put.style) > room_across([page.widths.get(column, _USUAL)], put.style)
    ]


def cut_words(page: Page) -> list[tuple[int, int, str]]:
    """Words on one line that have no room: what is in the next cell, or the edge of what is printed, cuts them off.

    Those in figures' columns run to the left, and signs are drawn by another font: neither is looked at.
    """
    last = max(column for _, column in page.cells)
    right = last if page.print.area is None else page.print.area.right
    return [
        (row, column, text_of(put.content))
        for (row, column), put in sorted(page.cells.items())
        if put.style.align in ("", "left") and not put.style.wrap and column not in page.hidden_columns | page.folded
        if column <= right and text_of(put.content).strip("█░ ")
        if width_of(text_of(put.content), put.style) > _room(page, row, column, right) + 1
    ]


def _room(page: Page, row: int, first: int, right: int) -> float:
    """Points from a cell's left edge to the next that holds something, or to the edge of what is printed."""
    columns = [first]
    for column in range(first + 1, right + 1):
        if (row, column) in page.cells and page.cells[row, column].content not in ("", None):
            break
        if column not in page.hidden_columns | page.folded:
            columns.append(column)
    return room_across((page.widths.get(column, _USUAL) for column in columns), page.cells[row, first].style)


def said_beside(page: Page, code: str) -> dict[str, str]:
    """What a header's or footer's code prints at its three places: ``L``, ``C`` and ``R``."""
    pieces = re.split(r"(?<!&)&([LCR])", code.replace("&&", "\0"))
    told = {**_TOLD, "&A": page.name}
    return {
        place: _COMMAND.sub(lambda found: told.get(found[0], ""), words).replace("\0", "&").strip()
        for place, words in zip(pieces[1::2], pieces[2::2], strict=True)
    }


def foot_meets(page: Page) -> bool:
    """Whether two texts at the foot of the page would lie over each other, in letters of eight points."""
    narrow, wide = _PAPER[page.print.paper]
    left, right, _, _ = page.print.margins
    half = ((wide if page.print.landscape else narrow) - left - right) * 72 / 2
    said = said_beside(page, page.print.footer)
    widths = {place: width_of(words, Style(size=8)) for place, words in said.items()}
    if "C" not in widths:
        return sum(widths.values()) > 2 * half
    return max(widths.get("L", 0), widths.get("R", 0)) + widths["C"] / 2 > half


def said_twice(page: Page) -> list[str]:
    """Titles above every printed page that the sheet's own first rows say too."""
    area = page.print.area
    top = 1 if area is None else area.top
    own = [text_of(put.content) for (row, _), put in page.cells.items() if top <= row < _BELOW_TITLES]
    said = said_beside(page, page.print.header).values()
    return [words for words in said if words and any(words in one for one in own)]


def cut_by_the_next_page(page: Page) -> list[str]:
    """Words in columns that are repeated on the page beside, which are wider than these: there they are cut off."""
    if page.print.repeat_columns is None or page.print.area is None:
        return []
    first, last = page.print.repeat_columns
    widths = [page.widths.get(column, _USUAL) for column in range(first, last + 1)]
    return [
        text_of(put.content)
        for (row, column), put in page.cells.items()
        if first <= column <= last and page.print.area.top <= row <= page.print.area.bottom and not put.style.wrap
        if width_of(text_of(put.content), put.style) > room_across(widths[column - first :], put.style) + 1
    ]


def touching(page: Page) -> list[tuple[str, str]]:
    """Figures at the right edge of their column right before words at the left edge of theirs: they read as one.

    The mark of a note may stand close to it.
    """
    closed = page.hidden_columns | page.folded
    found = []
    for (row, column), put in page.cells.items():
        if put.content in (None, "") or column in closed or put.style.indent or _edge(put) != "right":
            continue
        beside = next((at for at in range(column + 1, column + 1 + len(closed) + 1) if at not in closed), column)
        words = page.cells.get((row, beside))
        if words is None or words.content in (None, "") or _edge(words) != "left" or words.style.indent:
            continue
        if not _MARK.fullmatch(str(put.content)):
            found.append((str(put.content), str(words.content)))
    return found
