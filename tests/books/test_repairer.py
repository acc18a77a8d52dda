"""Suggested fixes: only what the finding saw, never a formula, each in the ledger, all of it reversible."""

from __future__ import annotations

import made
import openpyxl
import pytest

from pmr_xl.books.marking.marker import mark, unmark
from pmr_xl.books.marking.repairer import apply, preview, undo
from pmr_xl.books.reading.reader import read_book
from pmr_xl.forms.review_copy.findings_sheet import lay
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import Repair

COMMA = Repair("1,234\u00a0", 1234.0, "only a blank and a comma")


def messy(path):
    """Text numbers, a drop-down value with a blank, a date serial in a General cell, formulas, all with looks."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Submission")
    look = book.add_format({"bg_color": "#FFF9DB", "num_format": "0.0%"})
    for row in range(7, 10):
        sheet.write_string(row, 1, "1,234\u00a0", look)
    sheet.write_string("C8", "no ", look)
    sheet.write_number("D8", 46_000)
    sheet.write_formula("E8", '="1,234"&UNICHAR(160)', None, "1,234\u00a0")
    sheet.write_formula("F8", "=B8+1", None, "#VALUE!")
    sheet.write_comment("B8", "Mine.")
    sheet.insert_button("H2", {"macro": "Go"})
    book.close()
    return path


def offers():
    return [
        made.found("Submission", 8, 2, repair=COMMA, to=CellRef("Submission", 9, 2)),
        made.found("Submission", 8, 3, rule="TYP-013", repair=Repair("no ", "No", "case and a blank")),
        made.found("Submission", 8, 4, rule="TYP-012", repair=Repair("46000", 46_000.0, "a date", "yyyy-mm-dd")),
        made.found("Submission", 8, 5, rule="TYP-003", repair=COMMA),
        made.found("Submission", 10, 2, rule="TYP-002", repair=Repair("9,999", 9999.0, "seen elsewhere")),
        made.found("Submission", 8, 2, rule="TYP-011", repair=COMMA),
        made.found("Submission", 30, 2, rule="TYP-009", repair=COMMA),
        made.found("Gone", 8, 2, rule="TYP-010", repair=COMMA),
        made.found("Submission", 8, 6),
    ]


def test_a_preview_shows_each_cell_and_changes_nothing():
    shown = preview(offers())
    assert len(shown) == 9
    first = next(repair for repair in shown if repair.where == CellRef("Submission", 9, 2))
    assert (first.before, first.now, first.why) == ("1,234⍽", "1234", "only a blank and a comma")


def test_repairs_change_their_cells_and_nothing_else(tmp_path):
    source, target = messy(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    before = source.read_bytes()
    report = apply(source, target, offers(), when="2026-08-03")
    assert source.read_bytes() == before
    assert [str(repair.where) for repair in report.done] == [f"Submission!{a}" for a in ("B8", "B9", "C8", "D8")]
    assert dict(report.refused) == {
        CellRef("Submission", 8, 2): "TYP-001 corrects this cell already",
        CellRef("Submission", 8, 5): "a formula stands there",
        CellRef("Submission", 10, 2): "it holds another value than the finding saw",
        CellRef("Submission", 30, 2): "nothing stands there",
        CellRef("Gone", 8, 2): "nothing stands there",
    }
    book = openpyxl.load_workbook(target)
    sheet, ledger = book["Submission"], book["PMR repairs"]
    assert [sheet[a].value for a in ("B8", "B9", "B10", "C8")] == [1234, 1234, "1,234\u00a0", "No"]
    assert sheet["B8"].fill.fgColor.rgb == "FFFFF9DB"
    assert sheet["B8"].number_format == "0.0%"
    assert sheet["D8"].number_format == "yyyy-mm-dd"
    assert sheet["D8"].value.year == 2025
    assert [sheet[a].value[:4] for a in ("E8", "F8")] == ['="1,', "=B8+"]
    assert sheet["B8"].comment.text == "Mine."
    assert book.active.title == "Submission"
    assert book.calculation.fullCalcOnLoad
    assert ledger["A2"].value == "4 cells were changed in a copy of a.xlsx."
    assert [ledger.cell(7, column).value for column in (2, 5, 6, 7, 9)] == [
        "Submission!B8", "1,234⍽", "1234", "TYP-001", "2026-08-03",
    ]  # fmt: skip


def test_undo_gives_every_part_back(tmp_path):
    source, target, back = messy(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    apply(source, target, offers())
    undo(target, back)
    assert list(made.parts_of(back).items()) == list(made.parts_of(source).items())


def test_repairs_and_marks_lie_in_layers(tmp_path):
    source = messy(tmp_path / "a.xlsx")
    one, two, marked, back = (tmp_path / f"{name}.xlsx" for name in ("one", "two", "marked", "back"))
    apply(source, one, offers()[:1])
    apply(one, two, offers()[1:2])
    assert [sheet.name for sheet in read_book(two).sheets] == ["Submission", "PMR repairs", "PMR repairs 2"]
    mark(two, marked, offers(), lay(offers()))
    undo(marked, back)
    assert made.parts_of(back) == made.parts_of(one)
    assert unmark(marked, back).exact
    assert made.parts_of(back) == made.parts_of(two)


def test_a_review_copy_is_repaired_without_its_marks(tmp_path):
    source, marked, target = messy(tmp_path / "a.xlsx"), tmp_path / "m.xlsx", tmp_path / "b.xlsx"
    mark(source, marked, offers(), lay(offers()))
    apply(marked, target, offers())
    assert [sheet.name for sheet in read_book(target).sheets] == ["Submission", "PMR repairs"]


def test_nothing_to_repair_writes_nothing(tmp_path):
    source, target = messy(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    report = apply(source, target, offers()[3:5])
    assert (report.target, report.done, len(report.refused)) == (None, (), 2)
    assert not target.exists()


def test_what_cannot_be_done_is_said(tmp_path):
    source = messy(tmp_path / "a.xlsx")
    with pytest.raises(Fault, match="no repairs of ours"):
        undo(source, tmp_path / "b.xlsx")
    with pytest.raises(Fault, match="never changed"):
        apply(source, source, offers())
    apply(source, tmp_path / "b.xlsx", offers())
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    book["Submission"]["B8"] = 5
    book.save(tmp_path / "saved.xlsx")
    with pytest.raises(Fault, match="repairs"):
        undo(tmp_path / "saved.xlsx", tmp_path / "c.xlsx")


def test_a_cell_without_its_address_is_left_alone(tmp_path):
    sheet = (
        f'<worksheet xmlns="{made.MAIN}"><sheetData><row r="8"><c t="inlineStr"><is><t>x</t></is></c>'
        '<c t="inlineStr"><is><t>1,234\u00a0</t></is></c></row></sheetData></worksheet>'
    )
    source = made.bare(tmp_path / "a.xlsx", sheet=sheet)
    report = apply(source, tmp_path / "b.xlsx", offers()[:1])
    assert (CellRef("Submission", 8, 2), "it does not stand in the file by its address") in report.refused
    commented = made.bare(
        tmp_path / "c.xlsx", sheet=sheet.replace("<c t", '<c r="B8" t', 1).replace(">x<", "><!----><")
    )
    report = apply(commented, tmp_path / "b.xlsx", [made.found("Submission", 8, 2, repair=Repair("", 1.0, "w"))])
    assert report.done == ()


def test_prefixed_parts_are_repaired_too(tmp_path):
    source, target = made.prefixed(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    finding = made.found("Submission", 1, 1, repair=Repair("1", 100.5, "w", "0.0"))
    assert apply(source, target, [finding]).target == target
    cell = openpyxl.load_workbook(target)["Submission"]["A1"]
    assert (cell.value, cell.number_format) == (100.5, "0.0")
    undo(target, tmp_path / "c.xlsx")
    assert made.parts_of(tmp_path / "c.xlsx") == made.parts_of(source)
