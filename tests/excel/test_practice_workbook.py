"""The workbook of the practice hour in a real spreadsheet: it says which answers are right."""

from __future__ import annotations

import pytest

from pmr_xl.books.writing.writer import write
from pmr_xl.desk.demo.tour import TOUR
from pmr_xl.forms.paper.practice_sheet import lay

pytestmark = pytest.mark.libreoffice


def test_a_right_answer_is_told_right(spreadsheet, tmp_path):
    rows = [(step.title, str(step.minutes), "\n".join(step.commands), step.question, step.answer) for step in TOUR]
    write(lay(rows), tmp_path / "practice.xlsx")
    sheet = spreadsheet.books.open(str(tmp_path / "practice.xlsx")).sheets["Practice"]
    sheet.range((6, 5)).value = " 12"
    sheet.range((7, 5)).value = "typ-004 "
    sheet.range((8, 5)).value = "10:17"
    spreadsheet.calculate()
    assert [sheet.range((row, 6)).value for row in (6, 7, 8)] == ["✓ right", "✓ right", "✕ look again"]
    assert sheet.range((3, 5)).value == f"2 of {len(TOUR)} right"
