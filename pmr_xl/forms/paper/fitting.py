"""How much room a text takes: neither Excel nor LibreOffice fits row heights reliably, so they are computed.

Widths are Calibri's advance widths (Carlito has the same), as a share of the type size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import ceil, inf

from pmr_xl.forms.paper.pages import Content, Formula, Link, Page, Put, Rich, Style


class _Widths(dict[str, float]):
    """Signs from another font (stars, ticks, crosses) have one width."""

    def __missing__(self, _sign: str) -> float:
        return 0.85


_EM = _Widths()
for _width, _signs in {
    0.24: " '`iljI,.:;|‘’·", 0.31: "()[]{}-f!Jt", 0.36: 'r/\\"', 0.40: "sz", 0.43: "Lcx“”", 0.46: "kvy?FSZg",
    0.49: "aETY", 0.51: "e0123456789$#*+<=>^_~–", 0.54: "bdhnopquCKPXBR", 0.60: "VADHG○●□", 0.66: "UNOQ&…",
    0.73: "w%", 0.80: "m", 0.90: "MW@—→↑↓",
}.items():  # fmt: skip
    _EM.update(dict.fromkeys(_signs, _width))
_WIDEST = max(_EM.values())  # no text is wider than so much for each of its signs
_BOLD = 1.03
_POINTS_A_CHARACTER = 5.25  # seven pixels: a digit of Calibri 11, what a column width counts
_BESIDE = 3.75  # points that a column has beside its characters
_PADDING = 4.0  # points lost at the two edges of a cell
_INDENT = 7.0  # points a level
_LINE = 1.26  # line height as a share of the type size
_ABOVE = 3  # points above and below the lines of a cell
_AIR = 4.0  # points between one row and the next
_USUAL_WIDTH = 8.43  # characters, of a column of which nobody says more
TALLEST = 409.0  # Excel's limit, in points


def text_of(content: Content) -> str:
    """The text a cell shows at first; numbers and truth values are taken to fit."""
    if isinstance(content, Formula):
        return content.result if isinstance(content.result, str) else ""
    if isinstance(content, Link | Rich):
        return str(content.text)
    return content if isinstance(content, str) else ""


def width_of(text: str, style: Style) -> float:
    """Width in points of a text on one line."""
    return _em_of(text) * style.size * (_BOLD if style.bold else 1)


@lru_cache(maxsize=16_384)  # a sheet says the same words again and again, a report its 2,400 names on every one
def _em_of(text: str) -> float:
    """The same as a share of the type size."""
    return sum(map(_EM.__getitem__, text))


def widest_of(texts: Iterable[str], style: Style) -> float:
    """Width in points of the widest of these texts, each on one line."""
    widest = 0.0
    for text in sorted(set(texts), key=len, reverse=True):
        if len(text) * _WIDEST <= widest:  # nor is any that comes behind it wider
            break
        widest = max(widest, sum(map(_EM.__getitem__, text)))
    return widest * style.size * (_BOLD if style.bold else 1)


def width_left(characters: float, style: Style) -> float:
    """Points a column of that width leaves for text."""
    return characters * _POINTS_A_CHARACTER - _PADDING - style.indent * _INDENT


def room_across(widths: Iterable[float], style: Style) -> float:
    """Points that a text has which runs on over empty cells: columns are five pixels wider than their characters."""
    return sum(characters * _POINTS_A_CHARACTER + _BESIDE for characters in widths) - _PADDING - style.indent * _INDENT


def lines_of(text: str, style: Style, characters: float) -> int:
    """How many lines a text takes, wrapped in a column of that width."""
    if len(text) <= _surely(style, characters) and "\n" not in text:  # short ones are not measured
        return 1
    return _lines(text, style.size, _BOLD if style.bold else 1, width_left(characters, style))


def _surely(style: Style, characters: float) -> float:
    """How many signs a line surely holds, whatever they are."""
    return width_left(characters, style) / (_WIDEST * style.size * (_BOLD if style.bold else 1))


@lru_cache(maxsize=16_384)  # columns say the same words row by row, and names take as many lines next time
def _lines(text: str, size: float, weight: float, space: float) -> int:
    """The same, in ``space`` points and in a type of that size; ``weight`` is how much wider it is than usual."""
    if "\n" not in text and _em_of(text) * size * weight <= space:  # as most do
        return 1
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.replace("-", "- ").split(" "):
            needed = _em_of(word) * size * weight
            blank = _em_of(" ") * size * weight if used and not word.endswith("-") else 0.0
            if used and used + blank + needed > space:
                count, used, blank = count + 1, 0.0, 0.0
            if needed > space:
                count += ceil(needed / space) - 1
                needed %= space
            used += blank + needed
    return count


def wrapped_lines(text: str, style: Style, points: float) -> list[str]:
    """A text as the lines it takes in that room, broken between words; one word longer than a line stands alone."""
    if not text.startswith(" ") and width_of(text, style) <= points:  # as most do
        return [text]
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width_of(longer, style) > points:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def height_of(put: Put, characters: float) -> float:
    """Points a cell needs."""
    lines = lines_of(text_of(put.content), put.style, characters) if put.style.wrap else 1
    return lines * put.style.size * _LINE + _ABOVE


def fit_rows(
    page: Page, first: int, last: int, *, least: float = 0.0, laid: Mapping[int, Sequence[Put]] | None = None
) -> None:
    """Give the rows from ``first`` to ``last`` the height their tallest cell needs, at least ``least`` points.

    A height a row already has is kept as its least.

    Args:
        laid: row → its cells from the first column on, of who has just laid them all so and need not look for them.
    """
    cells, widths = page.cells, page.widths
    # Look and column → height of a line, signs that surely fit on one, the type's weight, room across.
    known: dict[tuple[int, int], tuple[float, float, float, float]] = {}
    low: set[int] = set()  # looks of one line that is lower than every row: nothing of them needs to be looked at
    for row in range(first, last + 1):
        need = max(least, page.heights.get(row, 0.0))
        columns = page.columns_in(row) if laid is None else range(1, len(laid[row]) + 1)
        puts = [cells[row, column] for column in columns] if laid is None else laid[row]
        for column, (content, style) in zip(columns, puts, strict=True):
            look = id(style)
            if look in low:
                continue
            line = known.get((look, column))
            if line is None:
                line = known[look, column] = _line(style, widths.get(column, _USUAL_WIDTH))
            tall, fits, weight, space = line
            if fits == inf:
                if tall <= least:
                    low.add(look)
                    continue
            else:
                text = content if isinstance(content, str) else text_of(content)
                if len(text) > fits or "\n" in text:
                    tall = _lines(text, style.size, weight, space) * style.size * _LINE + _ABOVE
            if tall > need:  # noqa: PLR1730 - max() is one more call for every cell
                need = tall
        page.heights[row] = min(round(need * 4) / 4, TALLEST)


def _line(style: Style, characters: float) -> tuple[float, float, float, float]:
    """Of a look in a column of that width: see ``known`` above."""
    fits = _surely(style, characters) if style.wrap else inf
    return style.size * _LINE + _ABOVE, fits, _BOLD if style.bold else 1, width_left(characters, style)


def row_height(contents: Sequence[Content], widths: Sequence[float]) -> float:
    """Points that a row of wrapped text of the usual size needs; ``widths`` are the columns', in characters."""
    style = Style(wrap=True)
    needs = (height_of(Put(content, style), width) for content, width in zip(contents, widths, strict=True))
    return min(max(needs) + _AIR, TALLEST)
