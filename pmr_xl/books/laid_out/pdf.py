"""A PDF's lines with their pages: labels that wrap over lines are put together beside their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from pmr_xl.mmr.proofing.passages import FigureLine, Prose, in_cells, trailing_figures
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple

_LEAST = 3  # figures of a table's row
_FEW = 2  # figures of a row of which nothing but their columns says that it is one
_SAME_COLUMN = 3.0  # points between the ends of figures of one column
_SAME_LINE = 3.0  # points between the tops of words of one line
_NEAR = 1.45  # of a line's height: as far a label's next line stands
_SAME_SIZE, _LEADING = 0.12, 0.9  # shares of a line's height
_COLUMN = 24.0  # points of room between a label and its figures


class _Line(NamedTuple):
    top: float
    bottom: float
    words: tuple[Any, ...]
    behind: str = ""  # words of the last cell, behind two figures

    @property
    def text(self) -> str:
        return " ".join(str(word["text"]) for word in self.words)

    @property
    def figures(self) -> int:
        """How many figures it ends with."""
        return trailing_figures([str(word["text"]) for word in self.words])


def pieces_of(path: Path) -> Iterator[FigureLine | Prose]:
    """A PDF's lines of figures and its other lines, page by page.

    Raises:
        Fault: pdfplumber is not installed, or the file is no PDF.
    """
    try:
        import pdfplumber
    except ImportError:
        raise Fault(
            "PDF files are read by pdfplumber, which is not installed.",
            "Install it: pip install “pmr_xl[proof]”. Word, text and workbooks need nothing more.",
        ) from None
    try:
        with pdfplumber.open(path) as document:
            for number, page in enumerate(document.pages, start=1):
                yield from _of_page(f"page {number}", page.extract_words(x_tolerance=1.5))
                page.close()
    except Exception as broken:
        if isinstance(broken, Fault):
            raise
        raise Fault(f"{path.name} cannot be read as a PDF.", "Export it anew and ask again.") from broken


def _of_page(place: str, words: Sequence[Any]) -> Iterator[FigureLine | Prose]:
    lines = list(_lines(words))
    rows = {at for at, line in enumerate(lines) if _LEAST <= line.figures < len(line.words) or _alone(line)}
    pairs = [pair for at in rows for pair in pairwise(_right_edges(lines[at]))]
    lines = [_parted(line, pairs) for line in lines]
    rows |= {at for at, line in enumerate(lines) if _FEW == line.figures < len(line.words) and _in_columns(line, pairs)}
    owner: dict[int, int] = {}
    for at, line in enumerate(lines):
        if at in rows or line.figures == len(line.words):
            continue
        near = [one for one in rows if _touches(lines[one], line) and _left_of(line, lines[one])]
        if near:
            owner[at] = min(near, key=lambda one: abs(lines[one].top - line.top))
    prose: list[_Line] = []
    for at, line in enumerate(lines):
        if at in rows:
            count = line.figures
            own = line.words[: len(line.words) - count]
            parts = [(lines[one].top, lines[one].text) for one, to in owner.items() if to == at]
            parts.append((line.top, " ".join(str(word["text"]) for word in own)))
            label = " ".join(text for _, text in sorted(parts))
            figures = [str(word["text"]) for word in line.words[len(line.words) - count :]]
            yield from _paragraph(place, prose)
            prose = []
            yield FigureLine(place, label, (*in_cells(figures), *filter(None, (line.behind,))))
        elif at not in owner:
            if prose and not _goes_on(prose[-1], line):
                yield from _paragraph(place, prose)
                prose = []
            prose.append(line)
    yield from _paragraph(place, prose)


def _paragraph(place: str, lines: Sequence[_Line]) -> Iterator[Prose]:
    if lines:
        yield Prose(place, " ".join(line.text for line in lines))


def _goes_on(line: _Line, after: _Line) -> bool:
    """Whether a line goes on in the next: in type of the same size, with no room between."""
    height, next_height = line.bottom - line.top, after.bottom - after.top
    return abs(height - next_height) < _SAME_SIZE * height and after.top - line.bottom < _LEADING * height


def _lines(words: Sequence[Any]) -> Iterator[_Line]:
    """Words in lines; the signs before a name and raised marks stand a little higher or lower."""
    group: list[Any] = []
    for word in sorted(words, key=lambda one: (one["top"] + one["bottom"]) / 2):
        middle = (word["top"] + word["bottom"]) / 2
        if group and middle - (group[0]["top"] + group[0]["bottom"]) / 2 > _SAME_LINE:
            yield _line(group)
            group = []
        group.append(word)
    if group:
        yield _line(group)


def _line(group: list[Any]) -> _Line:
    ordered = tuple(sorted(group, key=lambda one: one["x0"]))
    return _Line(min(one["top"] for one in group), max(one["bottom"] for one in group), ordered)


def _alone(line: _Line) -> bool:
    """Figures whose label stands on the lines above and below."""
    return line.figures == len(line.words) >= _LEAST


def _right_edges(line: _Line) -> list[float]:
    """Where a line's figures end."""
    return [float(word["x1"]) for word in line.words[len(line.words) - line.figures :]]


def _in_columns(line: _Line, pairs: Sequence[tuple[float, float]]) -> bool:
    """Whether two figures end where two columns of a longer row do: a sum, whose last cell is empty."""
    first, second = _right_edges(line)
    return any(abs(first - one) < _SAME_COLUMN and abs(second - other) < _SAME_COLUMN for one, other in pairs)


def _parted(line: _Line, pairs: Sequence[tuple[float, float]]) -> _Line:
    """The line without the words of its last cell, where they stand behind two figures (“Agency-Wide Management”)."""
    words = line.words
    for at in range(2, len(words) - 1):
        if words[at + 1]["x0"] - words[at]["x1"] < _COLUMN or line.figures:
            continue
        if trailing_figures([str(words[at + 1]["text"])]):
            continue  # a figure more: the row is longer, with room between its columns
        before = line._replace(words=words[: at + 1], behind=" ".join(str(word["text"]) for word in words[at + 1 :]))
        if before.figures == _FEW and _in_columns(before, pairs):
            return before
    return line


def _touches(row: _Line, other: _Line) -> bool:
    height = max(row.bottom - row.top, 6.0)
    return abs(row.top - other.top) <= _NEAR * height


def _left_of(line: _Line, row: _Line) -> bool:
    first = row.words[len(row.words) - row.figures]["x0"]
    return bool(line.words[-1]["x1"] <= first + _COLUMN / 4)
