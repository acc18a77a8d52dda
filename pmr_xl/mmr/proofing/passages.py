"""What stands in a laid-out file, as plain values: lines of figures with their label, and sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

_FIGURE = pattern(r"[-–−]?\$?\d[\d,]*(?:\.\d+)?%?|\d+:\d{2}|\d[\d,]*(?:\.\d+)?:1", re.ASCII)
_SIGN = pattern(r"NA|\*|[⇧⇩↑↓]|Up|Down|Neutral|None|\[missing\]|\[x\]|\[z\]|\?")
_GOALS = pattern(r"(?:\d{1,2}[a-z],?\s*)+|All")  # of a unit of appropriation
_FEW = 2  # figures; words behind so few are a list's
_HYPHENS, _LISTED = 2, 2  # of an id that is cut; ids on a page, so that it lists them
_SIGNS_ALONE = pattern(r"[★®\s]*")
_BEFORE_NAME = pattern(r"^[\s★®]*(?:[—–-]\s)?")
_NOTE_MARK = pattern(r"(?:[⁰¹²³⁴-⁹\u00a0\s]+|\s*\[[0-9 \[\]]+\]|[ᵃ-ᶻ]+)$")


class FigureLine(NamedTuple):
    """A row of a table as it is laid out: where it stands, its label, its figures and signs in order.

    Attributes:
        others: the other words before its figures; in a list with an id and a goal beside the name one of them is it.
    """

    place: str
    label: str
    figures: tuple[str, ...]
    others: tuple[str, ...] = ()


class Prose(NamedTuple):
    """A paragraph of words, and where it stands."""

    place: str
    text: str


class LaidOut(NamedTuple):
    """A file as it is laid out.

    Attributes:
        pieces: lines of figures, paragraphs and headings, in the order of reading.
        named_by: how its places are named: page, paragraph, line, row.
    """

    pieces: tuple[FigureLine | Prose, ...]


def is_figure(text: str) -> bool:
    """Whether a text is a figure or one of the report's signs, alone in its cell."""
    return bool(_FIGURE.fullmatch(text) or _SIGN.fullmatch(text) or _GOALS.fullmatch(text))


def working_pages(pieces: Sequence[FigureLine | Prose], ids: Sequence[str]) -> frozenset[str]:
    """The pages that list rows by their ids, as the data and provenance of a working workbook do; nothing printed does.

    Args:
        ids: of the chapter's rows; a narrow column may cut them.
    """
    counted = Counter(
        piece.place
        for piece in pieces
        for text in (piece.text if isinstance(piece, Prose) else f"{piece.label} {' '.join(piece.others)}",)
        for word in text.split()
        if word.count("-") >= _HYPHENS and any(one.startswith(word) for one in ids)
    )
    return frozenset(place for place, count in counted.items() if count >= _LISTED and place.startswith("page "))


def row_of(place: str, cells: list[str]) -> FigureLine | None:
    """A table's row as a line of figures: its label is the first cell of words; None where it is none.

    Behind its figures words may stand, as the goals of a unit of appropriation.
    """
    texts = [text for cell in cells if (text := cell.strip())]
    end = len(texts)
    if end > _FEW and not is_figure(texts[-1]) and all(map(is_figure, texts[-1 - _FEW : -1])):
        end -= 1  # goals or notes behind the figures
    count = trailing_figures(texts[:end])
    words = [text for text in texts[: end - count] if not (_SIGNS_ALONE.fullmatch(text) or is_figure(text))]
    if not count or not words:
        return None
    return FigureLine(place, words[0], tuple(texts[end - count :]), tuple(words[1:]))


def line_of(place: str, text: str, least: int) -> FigureLine | None:
    """A line of text as a line of figures: words, then at least so many figures or signs; None where it is none."""
    words = text.split()
    count = trailing_figures(words)
    if count < least or count == len(words):
        return None
    return FigureLine(place, " ".join(words[: len(words) - count]), in_cells(words[len(words) - count :]))


def trailing_figures(words: Sequence[str]) -> int:
    """How many figures or signs end a line."""
    count = 0
    while count < len(words) and is_figure(words[len(words) - 1 - count]):
        count += 1
    return count


def in_cells(figures: Sequence[str]) -> tuple[str, ...]:
    """Words of a line as cells: a list of goals, “1a, 1b”, is one."""
    cells: list[str] = []
    for one in figures:
        if cells and cells[-1].endswith(","):
            cells[-1] += f" {one}"
        else:
            cells.append(one)
    return tuple(cells)


def plain_label(text: str) -> str:
    """A row's label without signs, dash and note marks, in small letters and single blanks."""
    name = _NOTE_MARK.sub("", _BEFORE_NAME.sub("", text))
    return " ".join(re.sub(r"[^\w%$]+", " ", name.casefold()).split())
