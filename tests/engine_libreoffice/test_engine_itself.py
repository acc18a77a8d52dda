"""The engine itself: what our buttons rely on in Excel must hold here too."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

pytestmark = pytest.mark.libreoffice


@pytest.fixture
def book_path(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "First"
    page["A1"], page["A2"], page["A3"] = 2, 3, "=A1*A2"
    page["B1"], page["B2"] = "text", "=1/0"
    book.create_sheet("Second")
    book.create_sheet("Hidden").sheet_state = "hidden"
    path = tmp_path / "small book.xlsx"
    book.save(path)
    return path


def test_values_formulas_and_recalculation(spreadsheet, book_path):
    book = spreadsheet.books.open(str(book_path))
    page = book.sheets["First"]
    assert page.range("A3").value == 6
    assert page.range("A1:B3").value == [[2, "text"], [3, None], [6, None]]
    page.range("A1").value = 5
    assert page.range("A3").value == 15
    assert page.range("A3").formula == "=A1*A2"
    page.range((5, 1)).value = [[1, "x"], [None, 2.5]]
    assert page.range("A5:B6").value == [[1, "x"], [None, 2.5]]
    assert page.used_range.last_cell.get_address(False, False) == "B6"


def test_a_copy_aside_leaves_the_book_as_it_was(spreadsheet, book_path, tmp_path):
    book = spreadsheet.books.open(str(book_path))
    before = book_path.read_bytes()
    assert book.api.Saved
    book.sheets["First"].range("A1").value = 7
    assert not book.api.Saved
    book.api.SaveCopyAs(str(tmp_path / "copy.xlsx"))
    assert openpyxl.load_workbook(tmp_path / "copy.xlsx", data_only=True)["First"]["A3"].value == 21
    assert book_path.read_bytes() == before
    assert not book.api.Saved


def test_selecting_and_hidden_sheets(spreadsheet, book_path):
    book = spreadsheet.books.open(str(book_path))
    book.sheets["Second"].activate()
    book.sheets["Second"].range("C4").select()
    chosen = spreadsheet.selection
    assert (chosen.sheet.name, chosen.row, chosen.column) == ("Second", 4, 3)
    with pytest.raises(OSError, match="hidden"):
        book.sheets["Hidden"].activate()


def test_a_wrong_saved_result_is_recalculated_on_opening(spreadsheet, tmp_path):
    import xlsxwriter

    path = tmp_path / "wrong.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("S").write_formula("A1", "=1+1", None, 99)
    assert spreadsheet.books.open(str(path)).sheets["S"].range("A1").value == 2
