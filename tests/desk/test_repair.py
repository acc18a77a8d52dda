"""Suggested fixes from the command's side: shown first, made in a copy, taken back byte for byte."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.repair import preview, repair, undo
from pmr_xl.desk.validate import judge_file, validate
from pmr_xl.forms.review_copy.findings_sheet import NAME
from pmr_xl.model.fault import Fault


def parts(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_repaired_in_a_copy_and_taken_back(made, tmp_path):
    desk = Desk(made.folder / "office")
    slipped = made.validations[1]
    before = slipped.path.read_bytes()
    offered = {str(one.where): one.new for one in preview(desk, slipped.path)[1]}
    assert offered == {"Submission!J3": 37500.0, "Submission!J26": "NA"}

    report = repair(desk, slipped.path, tmp_path / "corrected.xlsx")
    assert len(report.done) == 2
    sheet = read_book(report.target).sheet("Submission")
    assert (sheet.value("J3"), sheet.value("J26")) == (37500.0, "NA")
    rules = {(finding.rule, finding.place) for finding in judge_file(desk, report.target).findings}
    assert ("TYP-001", "Submission!J3") not in rules
    assert ("MIS-001", "Submission!J26") in rules, "a repaired NA still wants its reason"
    assert slipped.path.read_bytes() == before

    assert parts(undo(report.target, tmp_path / "back.xlsx")) == parts(slipped.path)
    with pytest.raises(Fault, match="no repairs"):
        undo(slipped.path, tmp_path / "none.xlsx")


def test_an_answer_on_a_review_copy_sent_back_is_carried_over(made, tmp_path):
    desk = Desk(made.folder / "office")
    book = openpyxl.load_workbook(made.validations[1].review)
    sheet = book[NAME]
    headings = next(row for row in sheet.iter_rows() if "Rule" in {cell.value for cell in row})
    at = {cell.value: cell.column for cell in headings}
    row = next(row[0].row for row in sheet.iter_rows() if row[at["Rule"] - 1].value == "TYP-008")
    sheet.cell(row, at["Your answer"]).value = "One summons was split between two years; 209 and a half stand."
    sheet.cell(row, at["State"]).value = "✎ Explained"
    sent_back = tmp_path / "PMR_FDNY_MMR_FY26_v1.xlsx"
    book.save(sent_back)

    again = validate(desk, sent_back, tmp_path / "again")
    texts = {cell.value for cell in read_book(again.review).sheet(NAME).cells.values()}
    assert "One summons was split between two years; 209 and a half stand." in texts
    assert "✎ Explained" in texts


def test_a_repaired_copy_that_somebody_worked_on_is_not_written_over(made, tmp_path):
    desk, slipped, copy = Desk(made.folder / "office"), made.validations[1].path, tmp_path / "corrected.xlsx"
    repair(desk, slipped, copy)
    first = copy.read_bytes()
    repair(desk, slipped, copy)
    assert copy.read_bytes() == first, "one that is as we made it is made anew"

    book = openpyxl.load_workbook(copy)
    book["Submission"]["J4"] = 12345
    book.save(copy)
    worked_on = copy.read_bytes()
    with pytest.raises(Fault, match=r"corrected\.xlsx is there already, and somebody saved it since"):
        repair(desk, slipped, copy)
    assert copy.read_bytes() == worked_on
