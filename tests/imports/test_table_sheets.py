"""A table from a workbook is the same whether openpyxl reads it or, as in a browser's page, our own reader."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pmr_xl.books.reading.table_sheets import OwnSheets
from pmr_xl.desk.chores import lists
from pmr_xl.imports.grid.with_openpyxl import OpenpyxlSheets

PROJECT = Path(__file__).parents[2]
SAMPLES = [
    *(PROJECT / "workbooks").rglob("*.xls[xm]"),
    PROJECT / "tests" / "offices" / "first_layout" / "PMR_BIC_PMMR_FY26_v1.xlsx",
    PROJECT / "tests" / "offices" / "sentences" / "PMR_HFS_MMR_FY26_v2_variances.xlsx",
]
DAY, EVE = dt.datetime(2026, 6, 30), dt.datetime(1900, 2, 28, 13, 5, 9)  # noqa: DTZ001 - of a spreadsheet
CELLS = [
    (1234.5, "#,##0.0"), (0.632, "0.0%"), (-0.5, "0%"), (2361100, '"$"#,##0.0,'), (25, '0":1"'), (209.5, "General"),
    (3.0000000000000004, "General"), (1e21, "0.00E+00"), (12, "0_);(0)"), (True, "General"), ("  NA ", "@"),
    (0.5, "# ?/?"), (7, '"d"0'), (7, "[Red]0"), (44, "[$-409]d-mmm-yy;@"), (DAY, "yyyy-mm-dd"), (DAY, "m/d/yy h:mm"),
    (EVE, "yyyy-mm-dd"), (EVE, "h:mm:ss"), (dt.time(0, 5, 17), "h:mm:ss"), (dt.time(10, 17), "h:mm"),
    (dt.time(0, 10, 17), "mm:ss"), (dt.time(23, 59, 59, 999_600), "h:mm:ss"), (dt.timedelta(hours=36.5), "[h]:mm:ss"),
    (dt.timedelta(minutes=68), "[mm]:ss"), (0, "yyyy-mm-dd"), (1, "yyyy-mm-dd"), (60, "yyyy-mm-dd"), (61, "h:mm"),
    (-3, "yyyy-mm-dd"), (9e9, "yyyy-mm-dd"), ("★ Señales\n2", "General"), ("#N/A", "General"), (None, "0%"),
]  # fmt: skip


def rows_of(sheets, name):
    rows = [(number, "\t".join(cells).rstrip("\t")) for number, cells in sheets.rows(name)]
    return [row for row in rows if row[1]]


def whole(sheets):
    return {name: (rows_of(sheets, name), sheets.unsaved_formula(name)) for name in sheets.names}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sheet_of_the_samples_is_the_same_by_both(path):
    known = whole(OpenpyxlSheets(path))
    assert whole(OwnSheets(path)) == known
    assert any(rows for rows, _ in known.values())


@pytest.mark.parametrize("of_1904", [False, True])
def test_dates_times_numbers_texts_and_merged_headings_are_the_same_by_both(tmp_path, of_1904):
    book = Workbook()
    if of_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.merge_cells("B2:D2")
    sheet["B2"], sheet["F2"] = "Fiscal 2026", "Notes"
    for row, (value, code) in enumerate(CELLS, 4):
        sheet.cell(row, 2, value).number_format = code
    sheet["H90"] = "far below"
    book.create_chartsheet("Chart").add_chart(BarChart())
    book.create_sheet("Empty")
    book.create_sheet("Sums")["C3"] = "=1+1"
    book.save(tmp_path / "table.xlsx")
    known = whole(OpenpyxlSheets(tmp_path / "table.xlsx"))
    assert whole(OwnSheets(tmp_path / "table.xlsx")) == known
    assert len(known["Sheet"][0]) == len(CELLS) + 1  # the merged heading and H90 more, the empty cell less
    assert (known["Empty"], known["Sums"]) == (([], ""), ([], "C3"))


def test_a_formula_whose_result_is_an_empty_text_has_a_result(tmp_path):
    book = Workbook()
    book.active.title = "List"
    book.active.append(["id", "FY26 actual"])
    book.active["B2"] = '=IF(A2="","",1)'
    book.save(tmp_path / "saved.xlsx")
    with ZipFile(tmp_path / "saved.xlsx") as saved, ZipFile(tmp_path / "table.xlsx", "w") as table:
        for name in saved.namelist():  # openpyxl calculates nothing; Excel saves such a result so
            table.writestr(name, saved.read(name).replace(b'<c r="B2"><f>', b'<c r="B2" t="str"><f>'))
    for sheets in (OpenpyxlSheets, OwnSheets):
        assert whole(sheets(tmp_path / "table.xlsx")) == {"List": ([(1, "id\tFY26 actual")], "")}


def test_a_list_is_read_alike_where_openpyxl_is_not_installed(tmp_path, monkeypatch):
    book = Workbook()
    book.active.append(["Figures as of June"])
    book.active.append(["id", "FY26 actual"])
    book.active.append(["fdny-serious-fires", 2104])
    book.active["B3"].number_format = "#,##0"
    book.save(tmp_path / "list.xlsx")
    known = lists.read_list(tmp_path / "list.xlsx")
    assert known.rows[0].cells[1].value == 2104
    monkeypatch.setattr(lists, "find_spec", lambda _: None)
    monkeypatch.setattr("openpyxl.load_workbook", None)
    monkeypatch.setattr("pmr_xl.imports.grid.with_openpyxl.load_workbook", None)
    assert lists.read_list(tmp_path / "list.xlsx") == known
