"""Decisions typed on a variance sheet come back into the record, once."""

from __future__ import annotations

import shutil

import openpyxl
import pytest

from pmr_xl.books.reader import read_book
from pmr_xl.books.writer import write
from pmr_xl.desk.decide import decide
from pmr_xl.desk.demo_forms import EDITION
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review import review
from pmr_xl.desk.validate import judge_file
from pmr_xl.forms import submission_form
from pmr_xl.forms.review_sheet import read_decisions
from pmr_xl.library import built_in_office
from pmr_xl.model.fault import Fault
from pmr_xl.model.submission import Ask


def test_decisions_come_back_with_the_submission_they_were_made_on(made, tmp_path):
    desk = Desk(made.folder / "office")
    book = openpyxl.load_workbook(made.variances[0])
    sheet = book["Review"]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "Id" for cell in row))
    columns = {cell.value: cell.column for cell in heading}
    row = heading[0].row + 1
    names = [sheet.cell(at, columns["Id"]).value for at in (row, row + 1)]
    sheet.cell(row, columns["Decision"]).value = "Accept"
    sheet.cell(row, columns["By"]).value = "ana"
    sheet.cell(row + 1, columns["Decision"]).value = "Return"
    sheet.cell(row + 1, columns["Note"]).value = "=1+1 is text in a note"
    sheet.cell(row + 1, columns["Note"]).data_type = "s"
    path = tmp_path / "decided.xlsx"
    book.save(path)

    assert decide(desk, path) == (2, 2)
    assert decide(desk, path) == (2, 0)
    kept = desk.record.decisions(EDITION, "DSNY")
    assert [kept[name].decision for name in names] == ["Accept", "Return"]
    assert kept[names[0]].who == "ana"
    assert kept[names[0]].submission == made.validations[0].book.sha256


def test_another_workbook_is_no_variance_sheet(made):
    with pytest.raises(Fault, match="no variance sheet"):
        decide(Desk(made.folder / "office"), made.tables[0])


def decide_on_sheet(path, *words):
    """Type decisions into the first rows of a variance sheet; returns the ids of those rows."""
    book = openpyxl.load_workbook(path)
    sheet = book["Review"]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "Id" for cell in row))
    columns = {cell.value: cell.column for cell in heading}
    names = []
    for row, (decision, note) in enumerate(words, heading[0].row + 1):
        sheet.cell(row, columns["Decision"]).value = decision
        sheet.cell(row, columns["Note"]).value = note
        names.append(sheet.cell(row, columns["Id"]).value)
    book.save(path)
    return names


def decided(path):
    return {one.indicator_id: (one.decision, one.note) for one in read_decisions(read_book(path))}


@pytest.fixture
def reviewed(made, tmp_path):
    """An office, a submission and its variance sheet, with two decisions typed and not yet in the record."""
    shutil.copytree(made.folder / "office", tmp_path / "office")
    desk, path = Desk(tmp_path / "office"), made.folder / "submissions" / "PMR_DSNY_MMR_FY26_v1.xlsx"
    (sheet,) = review(desk, [path], tmp_path)
    return desk, path, sheet, decide_on_sheet(sheet, ("Accept", None), ("Return", "ask why"))


def test_a_sheet_made_again_keeps_what_was_decided_on_it(reviewed, tmp_path):
    desk, path, sheet, (first, second) = reviewed
    review(desk, [path], tmp_path)
    assert decided(sheet) == {first: ("Accept", ""), second: ("Return", "ask why")}
    review(Desk(built_in_office()), [path], tmp_path)
    assert len(decided(sheet)) == 2, "without an office too"
    decide(desk, sheet)
    sheet.unlink()
    review(desk, [path], tmp_path)
    assert decided(sheet) == {first: ("Accept", ""), second: ("Return", "ask why")}, (
        "from the record, for the same file"
    )


def test_a_decision_does_not_outlive_its_figure(reviewed, tmp_path):
    desk, path, sheet, (first, second) = reviewed
    chapter = desk.library.chapter("DSNY")
    submission = judge_file(desk, path).submission
    answers = {entry.line.id: {Ask.ACTUAL: entry.actual.figure} for entry in submission.entries}
    measure = chapter.by_id[second].indicator.measure
    answers[second][Ask.ACTUAL] = measure.parse(measure.example)
    assert answers[second][Ask.ACTUAL] != submission.by_id[second].actual.figure
    paper = submission_form.lay(chapter, EDITION, desk.past([chapter]), desk.house, schema_hash="x")
    again = tmp_path / "sent again" / path.name
    again.parent.mkdir()
    write(submission_form.fill(paper, chapter, EDITION, answers), again)

    review(desk, [again], tmp_path)
    told = {first: ("Accept", ""), second: ("", "was Return, on another figure: ask why")}
    assert decided(sheet) == told
    review(desk, [again], tmp_path)
    assert decided(sheet) == told


def test_what_is_no_variance_sheet_of_the_submission_is_not_written_over(reviewed, made, tmp_path):
    desk, path, sheet, _ = reviewed
    for content, said in (
        (b"PK torn", "cannot be read"),
        (made.variances[1].read_bytes(), "no variance sheet of DSNY MMR Fiscal 2026"),
        (made.tables[0].read_bytes(), "no variance sheet of DSNY MMR Fiscal 2026"),
    ):
        sheet.write_bytes(content)
        with pytest.raises(Fault, match=said):
            review(desk, [path], tmp_path)
        assert sheet.read_bytes() == content
