"""Cells written straight as markup are, part by part, what XlsxWriter itself writes."""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from xlsxwriter.sharedstrings import SharedStrings, SharedStringTable
from xlsxwriter.worksheet import Worksheet

from pmr_xl.books.writing import named_styles
from pmr_xl.books.writing.quick_sheet import QuickSheet
from pmr_xl.books.writing.quick_strings import QuickStrings
from pmr_xl.books.writing.writer import workbook_bytes
from pmr_xl.forms.paper.pages import Content, Formula, Link, Page, Paint, Paper, Put, Rich, Style
from pmr_xl.model.book.places import Range

PLAIN, BOLD = Style(), Style(bold=True, fill="#FFF9DB", bottom="#17365D")
LEGEND = Rich((("★", Style(font="Arial", size=9)), (" Critical   ", PLAIN)))
CONTENTS: list[Content] = [
    None, "", "plain", "plain", "★ ⇧ “said”", " begins and ends with a blank ", "two\nlines", "tab\there",
    "a & b < c > d", "control \x01 sign", "_x0041_", "_x0041", "no\u00a0break", "\ufffe", "=1+1", "+1", "-1", "@x",
    "<b>", "<b ", "x" * 17_000, "😀" * 100, 0, 1, -1, 0.1, 1 / 3, 1e300, 1e-300, -0.0, 123_456_789_012_345_678, 2**60,
    True, False, Formula("A1*2", 3.5), Formula("A1*2", 3), Formula('IF(A1="<&>","a","")'), Formula("A1", None),
    Formula("A1", "x & y"), Formula("A1", "#N/A"), Formula("A1", "#told"), Formula("A1", result=True),
    Formula("A1", result=False), Formula("SUM({1,2})", 3), Formula("XLOOKUP(A1,B1:B2,C1:C2)", "x"),
    Formula("_xlfn.CONCAT(A1,A2)", "x"), Formula("A1&SORT(B1:B2)", 1), LEGEND, LEGEND, Rich((("one run", BOLD),)),
    Rich((("=one run", BOLD),)), Link("internal:'First'!A1", "there", "a tip"), Link("internal:'First'!A1", 12),
    Link("external:other.xlsx", "a & b"),
]  # fmt: skip


def every_kind() -> Paper:
    page = Page("First", widths={1: 20, 3: 9.5}, heights={1: 30, 2: 13.99, 90: 20, 200: 12})
    for row, content in enumerate(
        CONTENTS, start=3
    ):  # from the right to the left, and each look once by another object
        page.put(row, 4, content, BOLD)
        page.put(row, 2, content, replace(BOLD))
        page.put(row, 1, content, PLAIN)
    page.put(1, 30, "far right")
    page.put(150, 1, "far below")
    page.folded_rows, page.hidden_rows, page.folded = {20, 21}, {30}, {3}
    page.notes = {(3, 2): "of a cell", (100, 5): "of no cell"}
    page.links = {(3, 1): Link("internal:'First'!A2", ""), (110, 7): Link("internal:'First'!A2", "")}
    page.put(160, 1, "Id")
    page.put(160, 2, "Figure")
    page.put(161, 1, "a")
    page.table = "PMR_First", Range(160, 1, 161, 2)
    second = Page("Second", gridlines=True)
    second.put(5, 3, "plain", PLAIN)
    second.put(6, 3, LEGEND, PLAIN)
    return Paper([page, second, Page("Empty")])


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture
def as_the_library(monkeypatch):
    """Writes a paper with none of the quick ways."""

    def put(self, cells, formats, otherwise):
        for (row, column), (content, style) in cells.items():
            otherwise(self, row - 1, column - 1, content, style, formats)

    def written(paper: Paper) -> dict[str, bytes]:
        with monkeypatch.context() as swapped:
            swapped.setattr(QuickSheet, "put", put)
            for name in ("_calculate_spans", "_write_rows", "_prepare_formula"):
                swapped.setattr(QuickSheet, name, getattr(Worksheet, name))
            swapped.setattr(QuickStrings, "_write_sst_strings", SharedStrings._write_sst_strings)
            swapped.setattr(named_styles._Styles, "_write_again", lambda _, write, *what: write(*what[:2]))
            swapped.setattr(named_styles, "TextTable", SharedStringTable)
            return parts(workbook_bytes(paper))

    return written


def test_every_kind_of_cell_is_written_as_the_library_writes_it(as_the_library):
    quick, slow = parts(workbook_bytes(every_kind())), as_the_library(every_kind())
    assert list(quick) == list(slow)
    assert [name for name in slow if quick[name] != slow[name]] == []
    assert slow["xl/worksheets/sheet1.xml"].count(b"<c ") > 3 * len(CONTENTS)


LOOKS = [
    Style(bold=bold, fill=fill, bottom=line, size=size, indent=indent, align=align, number_format=shown, locked=locked)
    for bold, fill, line in ((True, "", ""), (False, "#FFF9DB", "#17365D"), (True, "#17365D", ""))
    for size, indent, align in ((11, 0, ""), (9.5, 1, "left"), (8, 0, "center"))
    for shown, locked in (("General", True), ("0.0%", False), ("mmm d", True))
]


def page_of_looks(looks: list[Style]) -> Paper:
    page = Page("Looks")
    for row, look in enumerate(looks, start=1):
        page.put(row, 1, "text", look)
        page.put(row, 2, "=text", look)
    page.paints.append(Paint(Range(1, 1, 9, 1), "A1=1", Style(bold=True, colour="#C00000", bottom="#17365D")))
    return Paper([page])


def test_looks_that_were_written_before_are_written_anew_where_they_have_other_numbers(as_the_library, monkeypatch):
    monkeypatch.setattr(named_styles, "_WRITTEN", {})
    orders = (LOOKS, LOOKS[::-1], LOOKS[5:] + LOOKS[:5], LOOKS[::2])
    for looks in (*orders, *orders):
        assert parts(workbook_bytes(page_of_looks(looks))) == as_the_library(page_of_looks(looks))
    assert len(named_styles._WRITTEN) > len(LOOKS)


def test_what_is_kept_of_looks_has_a_bound(monkeypatch):
    monkeypatch.setattr(named_styles, "_WRITTEN", {})
    monkeypatch.setattr(named_styles, "_MOST_WRITTEN", 10)
    first = workbook_bytes(page_of_looks(LOOKS))
    assert workbook_bytes(page_of_looks(LOOKS)) == first
    assert 0 < len(named_styles._WRITTEN) <= 10


def test_the_library_writes_plain_cells_not_at_all(monkeypatch):
    asked = []
    monkeypatch.setattr(Worksheet, "_write_cell", lambda *asked_for: asked.append(asked_for[1:3]))
    page = Page("First")
    for column, content in enumerate((None, "text", "=text", 1, 1.5, Formula("A1*2", 3)), start=1):
        page.put(1, column, content)
    page.put(2, 1, Link("internal:'First'!A1", "there"))
    workbook_bytes(Paper([page]))
    assert asked == [(1, 0)]


@pytest.mark.parametrize("text", ["<r>typed</r>", "<r><t>typed</t></r>", "<r>", "<r> & </r>"])
def test_a_text_that_looks_like_the_markup_of_runs_stays_a_text(text):
    page = Page("First")
    page.put(1, 1, text)
    page.put(2, 1, Link("internal:'First'!A1", text))
    page.put(3, 1, LEGEND)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(Paper([page]))), rich_text=True)["First"]
    assert sheet["A1"].value == sheet["A2"].value == text
    assert len(sheet["A3"].value) == 2


def test_a_number_that_is_none_and_a_place_that_no_sheet_has_are_refused():
    for content, row in ((float("nan"), 1), (float("inf"), 1), ("text", 1_048_577)):
        page = Page("First")
        page.cells[row, 1] = Put(content)
        with pytest.raises((TypeError, ValueError)):
            workbook_bytes(Paper([page]))
