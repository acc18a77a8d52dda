"""The board given away: as a workbook, as CSV, as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.writing import csv_text, require_workbook_place, write_text
from pmr_xl.model.display.plural import plural
from pmr_xl.words.board.rows import as_dict, as_values, load_of

if TYPE_CHECKING:
    from pmr_xl.desk.board.board import Board
    from pmr_xl.forms.paper.pages import Paper


def csv_of(board: Board, *, mark: bool = False) -> str:
    """As CSV, one line an agency; ``mark``: with the byte-order mark that Excel knows UTF-8 by."""
    rows = as_values(board)
    cells = [["" if value is None else _word(value) for value in row.values()] for row in rows]
    return csv_text([list(rows[0]) if rows else [], *cells], mark=mark)


def _word(value: object) -> object:
    return ("yes" if value else "") if isinstance(value, bool) else value


def json_of(board: Board) -> str:
    """As JSON: sums, rows, and what was skipped."""
    return json.dumps(as_dict(board), ensure_ascii=False, indent=1) + "\n"


def write_csv(board: Board, path: Path, *, mark: bool) -> Path:
    """Write it as CSV. Raises Fault where the file cannot be written."""
    write_text(path, csv_of(board, mark=mark))
    return path


def write_json(board: Board, path: Path) -> Path:
    """Write it as JSON. Raises Fault where the file cannot be written."""
    write_text(path, json_of(board))
    return path


def paper_of(board: Board) -> Paper:
    """As a workbook to be written."""
    from pmr_xl.forms.board.sheet import lay

    signs = {state.value: state.sign for state in board.states}
    rows = [row | {"sign": signs[str(row["state"])]} for row in as_values(board)]
    loads = {name: load_of(of_them) for name, of_them in board.loads.items()}
    return lay(board.edition, rows, loads if set(loads) != {""} else {}, sums_of(board))


def sums_of(board: Board) -> str:
    """How many agencies stand where: ``✕ errors to correct: 2 · ○ not received: 1 · 3 late · ✕ 2 commitments overdue``.

    A number behind the words counts agencies; before them it would be taken for a number of errors.
    """
    said = [f"{state.sign} {state.value}: {count}" for state, count in board.states.items()]
    if board.late:
        said.append(f"{board.late} late")
    if board.overdue:
        said.append(f"✕ {board.overdue} {plural(board.overdue, 'commitment')} overdue")
    return " · ".join(said)


def write_sheet(board: Board, path: Path) -> Path:
    """Write it as a workbook. Raises Fault where the file cannot be written, or is to be another."""
    from pmr_xl.books.writing.writer import write

    paper = paper_of(board)
    require_workbook_place(path, paper.pages[0].name)
    write(paper, path)
    return path
