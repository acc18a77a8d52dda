"""The board on the desk's workbook: every agency of what the office asks for, written anew with the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmr_xl.books.live_lists import filter_kept
from pmr_xl.build.desk_layout import BOARD_FIRST_ROW, BOARD_LAST_ROW
from pmr_xl.forms.board.columns import COLUMNS, SHEET, content
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    import xlwings as xw

    from pmr_xl.desk.board.latest import Candidate
    from pmr_xl.desk.desk import Desk


def show_board(at: Desk, book: xw.Book, checked: Sequence[Candidate]) -> str:
    """Write the board of the edition that the office asks for; returns what a person is to know, or nothing.

    Args:
        checked: what the inbox's files are, so that list and board say the same.
    """
    from pmr_xl.desk.board.board import board
    from pmr_xl.words.board.giving import sums_of
    from pmr_xl.words.board.rows import as_values

    if SHEET not in [sheet.name for sheet in book.sheets]:
        return ""  # a desk workbook of an earlier program
    page = book.sheets[SHEET]
    asked = [at.edition(code) for code in at.settings.asking]
    rows: list[list[object]] = []
    titles = []
    for edition in asked or sorted({one.standing.edition for one in checked if one.standing.edition}, key=str):
        told = board(at, edition, there=checked)
        signs = {state.value: state.sign for state in told.states}
        rows += [
            [content(one, values | {"sign": signs[str(values["state"])]}) for one in COLUMNS]
            for values in as_values(told)
        ]
        titles.append(f"{edition.title}: {sums_of(told)}")
    if len(rows) > BOARD_LAST_ROW - BOARD_FIRST_ROW + 1:
        raise Fault(
            f"The board has {len(rows)} lines.", "Name in settings.yaml (asking) the editions that are collected."
        )
    with filter_kept(page):
        page.range((BOARD_FIRST_ROW, 1), (BOARD_LAST_ROW, len(COLUMNS))).clear_contents()
        page.range((2, 1)).value = "   ".join(titles) or "No edition is being collected."
        if rows:
            page.range((BOARD_FIRST_ROW, 1)).value = rows
    return ""
