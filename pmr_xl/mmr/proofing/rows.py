"""Rows as they are laid out against the rows of the tables: found in their order, compared cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from pmr_xl.mmr.printed import PrintedChapter, PrintedRow, PrintedTable
from pmr_xl.mmr.proofing.passages import FigureLine, is_figure, plain_label
from pmr_xl.model.quick.named import NamedTuple

_LIKE = 0.35  # least likeness, of 1, of a laid-out row and a table's, so that they are compared
_LABEL = 0.7  # how much the label weighs beside the figures
_SAME = str.maketrans({"–": "-", "−": "-", "↑": "⇧", "↓": "⇩"})
_WORDS = {"[x]": "NA", "[z]": "*", "[missing]": "NA", "?": "NA", "None": "*"}


class CellDifference(NamedTuple):
    """A figure that is laid out otherwise than the table has it.

    Attributes:
        found: as it is laid out; empty where the row has fewer figures.
    """

    place: str
    indicator: str
    name: str
    column: str
    found: str
    table: str


class RowsCompared(NamedTuple):
    """A chapter's tables against what is laid out.

    Attributes:
        compared: how many rows were found and compared.
        missing: rows of the tables that are not laid out, by id and name.
        unknown: laid-out rows that no table has.
    """

    compared: int
    differences: tuple[CellDifference, ...]
    missing: tuple[tuple[str, str], ...]
    unknown: tuple[FigureLine, ...]


class _Wanted(NamedTuple):
    row: PrintedRow
    table: PrintedTable
    label: str
    words: frozenset[str]
    cells: tuple[str, ...]


def compare_rows(chapter: PrintedChapter, found: Sequence[FigureLine]) -> RowsCompared:
    """Compare a chapter's rows with those that are laid out for it.

    Both stand in the order of the report; a row is that of the same label, or of most of its words and figures. A file
    may hold the same rows again, as a workbook with a list beside the printed page does: each list is compared.
    """
    wanted = [_wanted(table, row) for table in chapter.tables for row in table.rows]
    lines = [(line, [plain_label(one) for one in (line.label, *line.others)]) for line in found]
    pairs = _aligned(wanted, lines)
    count, there, differences = len(pairs), set[int](), list[CellDifference]()
    while pairs:
        differences += [difference for at, to in pairs for difference in _of_row(wanted[at], lines[to][0])]
        there |= {at for at, _ in pairs}
        used = {to for _, to in pairs}
        lines = [line for to, line in enumerate(lines) if to not in used]
        pairs = _aligned(wanted, lines)
    missing = tuple((one.row.id, one.row.name) for at, one in enumerate(wanted) if at not in there)
    return RowsCompared(count, tuple(differences), missing, tuple(line for line, _ in lines))


def _wanted(table: PrintedTable, row: PrintedRow) -> _Wanted:
    label = plain_label(row.label)
    return _Wanted(row, table, label, frozenset(label.split()), tuple(cell.display for cell in row.cells))


def _aligned(wanted: Sequence[_Wanted], lines: Sequence[tuple[FigureLine, list[str]]]) -> list[tuple[int, int]]:
    """Pairs of wanted and laid-out rows, rising in both, whose likeness is the greatest in all."""
    words = [[frozenset(label.split()) for label in labels] for _, labels in lines]
    best = [[0.0] * (len(lines) + 1)]
    taken: list[list[bool]] = [[]]
    for one in wanted:
        above, row, took = best[-1], [0.0], [False]
        for to, (line, labels) in enumerate(lines, start=1):
            like = _likeness(one, line, labels, words[to - 1])
            with_it = above[to - 1] + like if like >= _LIKE else -1.0
            without = max(above[to], row[to - 1])
            row.append(max(with_it, without))
            took.append(with_it > without)
        best.append(row)
        taken.append(took)
    pairs = []
    at, to = len(wanted), len(lines)
    while at and to:
        if taken[at][to]:
            pairs.append((at - 1, to - 1))
            at, to = at - 1, to - 1
        elif best[at - 1][to] >= best[at][to - 1]:
            at -= 1
        else:
            to -= 1
    return pairs[::-1]


def _likeness(one: _Wanted, line: FigureLine, labels: Sequence[str], words: Sequence[frozenset[str]]) -> float:
    if one.label in labels:
        return 1.0 + _share(one.cells, line.figures)
    shared = max(len(said & one.words) / len(said | one.words) if said & one.words else 0.0 for said in words)
    return _LABEL * shared + (1 - _LABEL) * _share(one.cells, line.figures) if shared else 0.0


def _share(cells: Sequence[str], figures: Sequence[str]) -> float:
    own = figures[: len(cells)] if len(figures) > len(cells) and not is_figure(figures[-1]) else figures[-len(cells) :]
    equal = sum(_alike(figure, cell) for cell, figure in zip(cells, own, strict=False))
    return equal / len(cells)


def _of_row(one: _Wanted, line: FigureLine) -> list[CellDifference]:
    # What stands before the row's own figures belongs to its label (“Grade 3”); behind them notes may stand.
    figures = line.figures
    if len(figures) > len(one.cells):
        behind = not is_figure(figures[-1]) or line.others
        figures = figures[: len(one.cells)] if behind else figures[-len(one.cells) :]
    heads = [head.full for head in one.table.heads]
    if len(figures) < len(one.cells):
        figures = (*figures, *[""] * (len(one.cells) - len(figures)))
    return [
        CellDifference(line.place, one.row.id, one.row.name, head, found, cell)
        for head, found, cell in zip(heads, figures, one.cells, strict=True)
        # A list drops what is empty, and its raw numbers stand behind: there nothing is said of an empty cell.
        if not (_alike(found, cell) or (line.others and not cell))
    ]


def _said(text: str) -> str:
    """A cell as it is compared: published shorthand is what the report prints."""
    return _WORDS.get(text, text.translate(_SAME)).replace(" ", "")


def _alike(found: str, cell: str) -> bool:
    """Equal, or the arrow of a target in words, as published tables say it."""
    return _said(found) == _said(cell) or (found, cell) in (("Up", "⇧"), ("Down", "⇩"), ("[z]", ""))
