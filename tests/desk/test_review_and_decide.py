"""Decisions typed on a variance sheet come back into the record, once."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from findings_columns import number, rows_of
from variance_sheets import all_said, ask, decide_on_sheet, decided, earlier, started

from pmr_xl.analysis.status import Status
from pmr_xl.books.writing.writer import write
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.demo.forms import EDITION
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review.decide import decide
from pmr_xl.desk.review.sheets import comparisons, explanations, review
from pmr_xl.desk.validate import judge_file, validate
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import as_book
from pmr_xl.model.entry import Ask
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import Severity
from pmr_xl.office import built_in_office
from pmr_xl.record.engine.user import whoami
from pmr_xl.rules import judge
from pmr_xl.words import deciding

pytestmark = pytest.mark.both_engines


def test_decisions_come_back_with_the_submission_they_were_made_on(made, tmp_path):
    shutil.copytree(made.folder / "office", tmp_path / "office")
    desk = Desk(tmp_path / "office")
    book = openpyxl.load_workbook(made.variances[0])
    sheet = book["Review"]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "Id" for cell in row))
    columns = {cell.value: cell.column for cell in heading}
    row = heading[0].row + 1
    names = [sheet.cell(at, columns["Id"]).value for at in (row, row + 1)]
    sheet.cell(row, columns["Decision"]).value = "Approve"
    sheet.cell(row, columns["Name"]).value = "ana"
    sheet.cell(row + 1, columns["Decision"]).value = "Return"
    sheet.cell(row + 1, columns["Note"]).value = "=1+1 is text in a note"
    sheet.cell(row + 1, columns["Note"]).data_type = "s"
    path = tmp_path / "decided.xlsx"
    book.save(path)

    first = decide(desk, path)
    stand, new, told = all_said(first)
    assert (stand, new) == (2, 2)
    assert told.startswith("C-0001, ")
    assert told.endswith(": =1+1 is text in a note. It is closed by a figure or for a reason.")
    assert all_said(decide(desk, path)) == (2, 0)
    kept = desk.record.decisions(EDITION, "DSNY")
    assert [kept[name].decision for name in names] == ["Approve", "Return"]
    assert kept[names[0]].who == "ana"
    assert kept[names[0]].submission == made.validations[0].book.sha256


def test_another_workbook_is_no_sheet_of_ours(made):
    with pytest.raises(Fault, match="no variance sheet"):
        decide(Desk(made.folder / "office"), made.tables[0])


@pytest.fixture
def reviewed(made, tmp_path):
    return started(made, tmp_path)


def test_a_sheet_made_again_keeps_what_was_decided_on_it(reviewed, tmp_path):
    desk, path, sheet, (first, second) = reviewed
    review(desk, [path], tmp_path)
    assert decided(sheet) == {first: ("Approve", ""), second: ("Return", "ask why")}
    review(Desk(built_in_office()), [path], tmp_path)
    assert len(decided(sheet)) == 2, "without an office too"
    decide(desk, sheet)
    sheet.unlink()
    review(desk, [path], tmp_path)
    assert decided(sheet) == {first: ("Approve", ""), second: ("Return", "ask why")}, (
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
    paper = submission_form.lay(chapter, EDITION, desk.past([chapter]), desk.settings, schema_hash="x")
    again = tmp_path / "sent again" / path.name
    again.parent.mkdir()
    write(submission_form.fill(paper, chapter, EDITION, answers), again)

    review(desk, [again], tmp_path)
    for _ in range(2):
        assert decided(sheet) == {first: ("Approve", ""), second: ("", "")}
        assert earlier(sheet, second) == "Return, on another figure: ask why"
        review(desk, [again], tmp_path)


def test_what_is_no_sheet_of_ours_of_the_submission_is_not_written_over(reviewed, made, tmp_path):
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


def test_a_target_that_only_the_agency_states_counts_as_in_validating():
    desk = Desk(built_in_office())
    chapter = desk.library.chapter("FDNY")
    line = next(one for one in chapter.lines if one.indicator.critical and one.indicator.target.kind.value == "maximum")
    past = desk.published_before([chapter], EDITION)
    last = past.actual(line.id, EDITION.last_year)
    answers = {line.id: {Ask.ACTUAL: last, Ask.TARGET: Decimal(100)}}

    def compared(known):
        paper = submission_form.lay(chapter, EDITION, known, desk.settings, schema_hash="x")
        book = as_book(submission_form.fill(paper, chapter, EDITION, answers), "form.xlsx")
        submission = submission_form.read(book, chapter, EDITION)
        (row,) = (one for one in comparisons(submission, known, desk) if one.line is line)
        rules = {found.rule for found in judge(book, submission, known, desk.settings) if found.indicator_id == line.id}
        return row, "TGT-006" in rules

    row, missed = compared(replace(past, targets={}))
    assert missed
    assert (row.target, row.status) == (100, Status.MISSED)
    assert row.due == ("a critical target missed by more than 10%",)
    assert compared(past)[0].target == past.target(line.id, EDITION.target_years[0]), "what is recorded holds"


def test_decisions_go_on_to_the_next_version_where_the_figure_is_the_same(reviewed, tmp_path):
    desk, path, sheet, (first, second) = reviewed
    book = openpyxl.load_workbook(path)
    rows = {row[0].value: row for row in book["Submission"].iter_rows() if row[0].value}
    rows[second][9].value = 987_654
    later = tmp_path / path.name.replace("_v1", "_v2")
    book.save(later)
    (again,) = review(desk, [later], tmp_path)
    assert again != sheet
    assert decided(again) == {first: ("Approve", ""), second: ("", "")}
    assert earlier(again, second) == "Return, on another figure (version 1): ask why"
    decide(desk, sheet)
    sheet.unlink()
    again.unlink()
    (again,) = review(desk, [later], tmp_path)
    assert earlier(again, second) == f"Return by {whoami()}, on version 1: ask why", "from the record"


def test_a_supervisor_sees_what_was_answered_on_the_findings_sheet(made, tmp_path):
    desk = Desk(made.folder / "office")
    form = shutil.copy(next((made.folder / "submissions").glob("*_FDNY_*_v1.xlsx")), tmp_path)
    result = validate(desk, Path(form))
    query = next(f for f in result.findings if f.severity is Severity.QUERY and not f.explained and f.indicator_id)
    book = openpyxl.load_workbook(result.review)
    sheet = book["PMR findings"]
    (row,) = rows_of(sheet, query.rule, query.indicator_id)
    sheet.cell(
        row, number("Your answer")
    ).value = "Two depots reported 14 days late, because their systems were replaced."
    book.save(result.review)
    assert explanations(judge_file(desk, Path(form)))[query.indicator_id].startswith("Two depots")


def test_a_decision_that_stood_in_a_sheet_is_taken_back_by_emptying_it(reviewed, tmp_path):
    desk, path, sheet, (first, second) = reviewed
    decide(desk, sheet)
    review(desk, [path], tmp_path)
    decide_on_sheet(sheet, (None, None), ("Return", "ask why"))
    review(desk, [path], tmp_path)
    assert decided(sheet)[first] == ("", ""), "not lost by making the sheet again"
    *_, told = all_said(decide(desk, sheet))
    assert re.fullmatch(rf"Review!\w+, {first}: Approve by .+ of \d{{4}}-\d\d-\d\d is withdrawn\.", told)
    assert all_said(decide(desk, sheet)) == (1, 0)
    assert set(desk.record.decisions(EDITION, "DSNY")) == {second}
    assert [one.decision for one in desk.record.decisions_on(first)] == ["Approve", "Withdrawn"]
    told = CliRunner().invoke(pmr, ["--office", str(desk.folder), "record", "show", first])
    assert "● MMR Fiscal 2026: Approve, by" in told.output
    assert "● MMR Fiscal 2026: Withdrawn, by" in told.output
    review(desk, [path], tmp_path)
    assert set(decided(sheet)) == {second}, "what was taken back is gone from the next sheet"


def test_each_of_many_decisions_that_are_taken_back_is_counted(reviewed, tmp_path):
    desk, path, sheet, _ = reviewed
    ids = decide_on_sheet(sheet, *[("Approve", None)] * 6, by="Ana")
    ask(desk, "decide", sheet)
    ask(desk, "review", path, "--into", tmp_path)
    decide_on_sheet(sheet, *[("Withdraw", None)] * 6)
    told = ask(desk, "decide", sheet).output.splitlines()
    assert told[0] == f"{sheet.name}: 0 decisions, 0 new to the record, 6 withdrawn"
    assert f"({', '.join(ids[:5])} …): Approve by Ana of " in told[1], "what is to be said of all alike is said once"


def test_one_that_came_from_the_same_sheet_is_taken_back_by_saying_so(reviewed):
    desk, _, sheet, (first, second) = reviewed
    decide(desk, sheet)
    decide_on_sheet(sheet, (None, None), ("Withdraw", "too soon"))
    handed = decide(desk, sheet)
    assert (len(handed.withdrawals), handed.skipped_rows) == (1, ())
    (told,) = deciding.way_out_lines(handed)
    assert told == (
        f"One decision that this sheet says nothing of was taken after the sheet was made; it holds: {first}. "
        "To take one back, choose Withdraw in its row."
    )
    assert set(desk.record.decisions(EDITION, "DSNY")) == {first}
    assert desk.record.decisions_on(second)[-1].note == "too soon"


def test_an_older_sheet_overrules_nothing_and_says_how_to_insist(reviewed, tmp_path):
    desk, path, sheet, (first, second) = reviewed
    older = shutil.copy(sheet, tmp_path / "older.xlsx")
    decide_on_sheet(older, ("Hold", "wait"), ("Return", "ask why"), by="ben")
    decide(desk, sheet)
    review(desk, [path], tmp_path)
    decide_on_sheet(sheet, ("Approve", None), ("Approve", None), by="ana")
    assert decide(desk, sheet).new == 1
    told = CliRunner().invoke(pmr, ["--office", str(desk.folder), "decide", str(older)])
    assert told.exit_code == 1
    assert "older.xlsx: 2 decisions, 0 new to the record" in told.output
    lines = [line for line in told.output.splitlines() if line.startswith("▲")]
    assert [line.partition(": ")[0].split(", ")[1] for line in lines] == [first, second]
    assert "Hold is skipped. The record has Approve by" in lines[0]
    assert lines[0].endswith("taken after this sheet was made.")
    assert lines[1].endswith("and had Return before that: this is an older copy.")
    assert "To insist, make the sheet anew" in told.output
    assert [one.decision for one in desk.record.decisions(EDITION, "DSNY").values()] == ["Approve", "Approve"]

    shutil.move(older, sheet)
    review(desk, [path], tmp_path)
    assert decided(sheet)[first] == ("", "")
    told = earlier(sheet, first)
    assert told.startswith("Hold by ben, on the sheet before; in the record since: Approve by ")
    assert told.endswith(": wait")
    assert decided(sheet)[second] == ("Approve", ""), "an older copy has nothing to add"
    assert all_said(decide(desk, sheet)) == (1, 0), "nobody has insisted yet; a row that is open is no decision"
    decide_on_sheet(sheet, ("Hold", "I insist"), by="ben")
    assert decide(desk, sheet).new == 1
    assert desk.record.decisions(EDITION, "DSNY")[first].decision == "Hold"


def test_a_sheet_of_an_earlier_version_overrules_nothing(reviewed, tmp_path):
    desk, path, sheet, (first, _) = reviewed
    later = Path(shutil.copy(path, tmp_path / path.name.replace("_v1", "_v2")))
    book = openpyxl.load_workbook(later)
    book.save(later)  # another file, the same figures
    (again,) = review(desk, [later], tmp_path)
    decide_on_sheet(again, ("Adjust target", "as agreed"))
    assert decide(desk, again).new == 2
    decide_on_sheet(sheet, ("Hold", "wait"))
    handed = decide(desk, sheet)
    assert (handed.new, len(handed.skipped_rows)) == (0, 1)
    assert desk.record.decisions(EDITION, "DSNY")[first].decision == "Adjust target"


def test_another_edition_on_the_sheet_is_told(reviewed):
    desk, _, sheet, _ = reviewed
    book = openpyxl.load_workbook(sheet)
    about = next(row for row in book["About"].iter_rows() if row[0].value == "Edition")
    about[1].value = "the last one"
    book.save(sheet)
    with pytest.raises(Fault, match="About"):
        decide(desk, sheet)
