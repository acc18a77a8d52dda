import gc
import zipfile
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.writer import place, workbook_bytes, write
from pmr_xl.forms.paper.pages import (
    HEADING_1,
    ConditionalRule,
    Formula,
    Link,
    Page,
    Paint,
    Paper,
    Print,
    Rich,
    Sparkline,
    Style,
)
from pmr_xl.forms.paper.paper_book import as_book
from pmr_xl.model.book.places import Range
from pmr_xl.model.fault import Fault


def paper() -> Paper:
    page = Page("First", protected=True, freeze=(3, 2), tab="#17365D", selected=(3, 2))
    page.put(1, 1, "Title", Style(size=16, bold=True, colour="#17365D"))
    for column, heading in enumerate(("Id", "Figure", "Twice", "Line"), start=1):
        page.put(2, column, heading, Style(bold=True))
    for row, figure in enumerate((0.632, 1204, -5.5), start=3):
        page.put(row, 1, f"a-{row}")
        page.put(row, 2, figure, Style(number_format="0.0%", locked=False, fill="#FFF9DB"))
        page.put(row, 3, Formula(f"B{row}*2", figure * 2))
        page.sparklines.append(Sparkline(row, 4, f"First!B{row}:C{row}"))
    page.table = ("PMR_First", Range(2, 1, 5, 4))
    page.rules.append(ConditionalRule(Range(3, 2, 5, 2), "decimal", ">=", 0, prompt_title="Figure", prompt="A number."))
    page.rules.append(ConditionalRule(Range(3, 1, 5, 1), "list", source=("a", "b"), refuses=False))
    page.paints.append(Paint(Range(3, 2, 5, 2), "B3<0", Style(colour="#9C2A00", bold=True, fill="#FDEBD8")))
    page.notes[3, 2] = "A note."
    page.widths = {1: 20}
    page.heights = {1: 30}
    page.put(3, 9, "out of sight")
    page.hidden_columns = {9}
    second = Page("Second one", visible=True, print=Print(repeat_rows=(1, 2), area=Range(1, 1, 9, 3), breaks=(4,)))
    second.put(1, 1, Link("internal:'First'!B3", "There"), Style(underline=True))
    second.put(2, 1, Rich((("bold ", Style(bold=True)), ("plain", Style()))))
    second.put(3, 1, True)
    second.put(4, 1, Formula('IF(1=1,"","")'))
    return Paper([page, second], {"pmr_block": "=First!$B$3:$B$5"}, title="A title", subject="A subject")


def parts(data, tmp_path):
    path = tmp_path / "parts.xlsx"
    path.write_bytes(data)
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def test_the_same_paper_gives_the_same_bytes():
    assert workbook_bytes(paper()) == workbook_bytes(paper())


def test_a_workbook_that_is_written_is_let_go_without_looking_for_garbage():
    one = paper()
    one.pages[0].put(1, 2, "A heading", Style(bold=True, named=HEADING_1))

    def held():
        return {id(kept) for kept in gc.get_objects() if issubclass(type(kept), (Workbook, Worksheet, Format))}

    gc.collect()
    gc.disable()
    try:
        others = held()  # of other tests
        assert workbook_bytes(one)
        assert held() <= others
    finally:
        gc.enable()


def test_somebody_elses_reader_finds_what_was_laid(tmp_path):
    write(paper(), tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = book["First"]
    assert sheet["B3"].value == 0.632
    assert sheet["B3"].number_format == "0.0%"
    assert not sheet["B3"].protection.locked
    assert sheet["C3"].value == "=B3*2"
    assert sheet.tables["PMR_First"].ref == "A2:D5"
    assert sheet.freeze_panes == "B3"
    assert sheet["B3"].comment.text == "A note."
    assert sheet.column_dimensions["I"].hidden
    assert sheet.row_dimensions[1].height == 30
    assert [str(r.sqref) for r in sheet.data_validations.dataValidation] == ["B3:B5", "A3:A5"]
    assert not sheet.data_validations.dataValidation[1].showErrorMessage
    assert book.defined_names["pmr_block"].attr_text == "First!$B$3:$B$5"
    assert book.properties.title == "A title"
    assert book["Second one"]["A1"].hyperlink.location == "'First'!B3"
    assert book["Second one"].print_title_rows == "$1:$2"
    assert book["Second one"].row_breaks.brk[0].id == 4


def test_protection_has_no_password_and_lets_people_filter_sort_and_widen(tmp_path):
    write(paper(), tmp_path / "out.xlsx")
    guard = openpyxl.load_workbook(tmp_path / "out.xlsx")["First"].protection
    assert guard.sheet
    assert guard.password is None
    # openpyxl's flags say what is forbidden
    assert not guard.autoFilter
    assert not guard.sort
    assert not guard.formatColumns
    assert not guard.formatRows
    assert guard.insertRows
    assert guard.deleteColumns


def test_our_own_reader_finds_what_as_book_promises(tmp_path):
    write(paper(), tmp_path / "out.xlsx")
    found, promised = read_book(tmp_path / "out.xlsx"), as_book(paper(), "out.xlsx")
    for theirs, ours in zip(found.sheets, promised.sheets, strict=True):
        assert theirs.name == ours.name
        assert theirs.cells == ours.cells
        assert theirs.protected == ours.protected
        assert theirs.tables == ours.tables
        assert theirs.hidden_columns == ours.hidden_columns
        assert [(v.ranges, v.kind, v.formula) for v in theirs.validations] == [
            (v.ranges, v.kind, v.formula) for v in ours.validations
        ]
    assert found.names.items() >= promised.names.items()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "{=1}", "http://x.org"])
def test_a_text_never_becomes_a_formula_or_a_link(tmp_path, text):
    page = Page("A")
    page.put(1, 1, text)
    write(Paper([page]), tmp_path / "out.xlsx")
    cell = read_book(tmp_path / "out.xlsx").sheets[0].at(1, 1)
    assert (cell.value, cell.formula) == (text, None)
    again = openpyxl.load_workbook(tmp_path / "out.xlsx")["A"]["A1"]
    assert again.data_type == "s" or text.startswith("=")
    assert again.hyperlink is None
    assert bool(again.quotePrefix) == text.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("formula", "stored"),
    [
        ("SUM(A1,2)", "SUM(A1,2)"),
        ('IF(A1="XLOOKUP (","x",1)', 'IF(A1="XLOOKUP (","x",1)'),
        ("SORT(A1)", "_xlfn._xlws.SORT(A1)"),
    ],
)
def test_formulas_are_stored_as_excel_wants_them(tmp_path, formula, stored):
    page = Page("A")
    page.put(1, 1, Formula(formula, 3.0))
    write(Paper([page]), tmp_path / "out.xlsx")
    assert read_book(tmp_path / "out.xlsx").sheets[0].at(1, 1).formula == stored


def test_sparklines_are_one_group(tmp_path):
    sheet = parts(workbook_bytes(paper()), tmp_path)["xl/worksheets/sheet1.xml"]
    assert sheet.count("<x14:sparklineGroup ") == 1
    assert sheet.count("<x14:sparkline>") == 3


def test_equal_looks_are_one_format(tmp_path):
    page = Page("A")
    for row in range(1, 200):
        page.put(row, 1, "x", Style(bold=True))
    styles = parts(workbook_bytes(Paper([page])), tmp_path)["xl/styles.xml"]
    assert '<cellXfs count="2">' in styles


def test_a_formula_with_an_empty_result_does_not_look_uncomputed(tmp_path):
    write(paper(), tmp_path / "out.xlsx")
    cell = read_book(tmp_path / "out.xlsx").sheets[1].at(4, 1)
    assert not cell.without_result


def test_a_missing_folder_is_said_in_a_sentence(tmp_path):
    with pytest.raises(Fault, match="There is no folder") as told:
        write(paper(), tmp_path / "gone" / "out.xlsx")
    assert told.value.remedy


def test_a_folder_in_the_place_is_said(tmp_path):
    (tmp_path / "out.xlsx").mkdir()
    with pytest.raises(Fault, match="is a folder"):
        write(paper(), tmp_path / "out.xlsx")


def test_a_locked_target_stays_whole_and_nothing_is_left_beside_it(tmp_path, monkeypatch):
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"before")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Fault, match=r"out\.xlsx cannot be written \(Permission denied\)\. Close it") as told:
        place(b"after", target)
    assert told.value.exit_code == 2
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda page: page.rules.append(ConditionalRule(Range(1, 1, 1, 1), "any", prompt="x" * 256)),
        lambda page: setattr(page, "table", ("T", Range(1, 1, 2, 2))),
    ],
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_what_excel_would_refuse_is_refused_at_once(spoil):
    page = Page("A")
    page.put(1, 1, "x")
    spoil(page)
    with pytest.raises(ValueError, match=r"Excel|table"):
        workbook_bytes(Paper([page]))


@pytest.mark.parametrize("length", [32_767, 32_768, 200_000])
def test_a_text_longer_than_a_cell_says_how_much_is_cut_off(tmp_path, length):
    page, said = Page("First"), "one word, " * (length // 10) + "x" * (length % 10)
    page.put(1, 1, said)
    write(Paper([page]), tmp_path / "out.xlsx")
    held = openpyxl.load_workbook(tmp_path / "out.xlsx")["First"]["A1"].value
    assert len(held) <= 32_767
    kept, _, told = held.partition(" … (")
    assert said.startswith(kept)
    cut = int(told.partition(" ")[0].replace(",", "")) if told else 0
    assert len(kept) + cut == length
