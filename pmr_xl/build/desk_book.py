"""PMR_Desk.xlsm: the same buttons on a sheet, above the list of the office's submissions."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from pmr_xl.build.desk_board import board_sheet
from pmr_xl.build.desk_layout import FIRST_ROW, HEADING_ROW, HEADINGS, LAST_ROW, NOTHING_YET, SHEET, STATE, WIDTHS
from pmr_xl.build.package import repack
from pmr_xl.build.sheet import BuiltBook
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import Style
from pmr_xl.model.book.places import Range, column_letters

GROUPS = (  # title, column, buttons with their macros
    ("The submission chosen below", 1, (
        ("Validate submission", "ValidateSubmission"), ("Next finding", "NextFinding"), ("Repair…", "Repair"),
        ("Compare with last version", "CompareWithLastVersion"),
    )),
    ("The report", 4, (
        ("Variance review", "VarianceReview"), ("Take in…", "AcceptSubmission"),
        ("Withdraw acceptance…", "WithdrawAcceptance"), ("Assemble tables", "AssembleTables"),
    )),
    ("The office", 5, (
        ("Board", "ShowBoard"), ("Exceptions", "ListExceptions"), ("Brief", "WriteBrief"),
        ("Targets", "TargetWorksheet"),
    )),
    ("The desk", 7, (
        ("Refresh list", "RefreshDesk"), ("Undo last PMR action", "UndoLastAction"), ("Settings", "Settings"),
        ("Help", "ShowHelp"),
    )),
)  # fmt: skip
_TITLE_ROW, _BUTTON_ROW = 4, 5
_BUTTON = {"width": 176, "height": 23, "y_offset": 2}
_STATES = (
    ("✓", theme.MET), ("●", theme.MET), ("✎", theme.MET), ("▲", theme.NEAR), ("↩", theme.NEAR), ("✕", theme.MISSED),
    ("?", theme.MISSED), ("–", theme.QUIET), ("○", theme.QUIET),
)  # fmt: skip
_USE = "Choose a submission in the list, then press a button. An agency's file is never changed: marks go into a copy."


def desk_book(vba: bytes, tips: dict[str, tuple[str, str]]) -> bytes:
    """The bytes of the desk workbook.

    Args:
        vba: its project.
        tips: function name → what its button says about itself, in one line and at length.
    """
    made = BuiltBook("PMR Desk", "The office's submissions and their state")
    made.book.add_vba_project(io.BytesIO(vba), is_stream=True)
    made.book.set_vba_name("ThisWorkbook")
    page = made.book.add_worksheet(SHEET)
    page.set_vba_name("Sheet1")
    page.hide_gridlines(2)
    page.freeze_panes(HEADING_ROW, 0)
    page.set_row(0, 28)
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width, made.look(theme.PLAIN))
    page.write(0, 0, "PMR Desk", made.look(theme.TITLE))
    page.write(1, 0, _USE, made.look(theme.SUBTITLE))
    _buttons(made, page, tips)
    _list(made, page)
    board_sheet(made)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADING_ROW - 1)
    page.set_footer("&L&8&A&C&8&F&R&8Page &P of &N")
    return repack(made.bytes())


def _buttons(made: BuiltBook, page: Any, tips: dict[str, tuple[str, str]]) -> None:
    for title, column, buttons in GROUPS:
        page.write(_TITLE_ROW - 1, column - 1, title, made.look(Style(bold=True, colour=theme.NAVY)))
        for place, (caption, macro) in enumerate(buttons):
            button = {"macro": macro, "caption": caption, "description": tips[function_of(macro)][0], **_BUTTON}
            page.insert_button(_BUTTON_ROW - 1 + place, column - 1, button)
    for row in range(_BUTTON_ROW - 1, _BUTTON_ROW + 3):
        page.set_row(row, 20.5)


def _list(made: BuiltBook, page: Any) -> None:
    page.set_row(HEADING_ROW - 1, 21)
    for column, heading in enumerate(HEADINGS):
        page.write(HEADING_ROW - 1, column, heading, made.look(replace(theme.HEADING, align="left", indent=1)))
    page.write(FIRST_ROW - 1, 0, NOTHING_YET, made.look(replace(theme.PLAIN, italic=True, colour=theme.GREY)))
    page.autofilter(HEADING_ROW - 1, 0, LAST_ROW - 1, len(HEADINGS) - 1)
    area = str(Range(FIRST_ROW, STATE, LAST_ROW, STATE))
    for sign, style in _STATES:
        paint = made.book.add_format({"font_color": style.colour, "bold": style.bold})
        criteria = f'=LEFT(${column_letters(STATE)}{FIRST_ROW},1)="{sign}"'
        page.conditional_format(area, {"type": "formula", "criteria": criteria, "format": paint})


def function_of(macro: str) -> str:
    """The function a macro presses: ``ValidateSubmission`` → ``validate_submission``."""
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in macro).lstrip("_")
