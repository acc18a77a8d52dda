"""The whole way once: what a newcomer sees in the first minute must be true."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.demo.demonstration import demo
from pmr_xl.desk.demo.forms import CLEAN, EDITION, LATE
from pmr_xl.desk.demo.slips import SLIPS
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.review_copy.answers import HEADINGS
from pmr_xl.imports.facts import reported_facts
from pmr_xl.imports.published import read_table
from pmr_xl.model.finding import Severity, for_agency


def findings_of(result, indicator):
    return [finding for finding in result.findings if finding.indicator_id == indicator]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.says)
def test_each_planted_slip_is_found_on_its_cell_and_nothing_else_on_its_row(made, slip):
    slipped = made.validations[1]
    found = findings_of(slipped, slip.indicator)
    assert [finding.rule for finding in found] == [slip.rule]
    row = slipped.submission.by_id[slip.indicator].row
    assert (found[0].where.sheet, found[0].where.row) == ("Submission", row)
    if slip.column != "reason":
        assert found[0].where == slipped.submission.by_id[slip.indicator][slip.column].where


def test_nothing_is_asked_where_nothing_was_planted(made):
    planted = {slip.indicator for slip in SLIPS}
    asked = [one for one in made.validations[1].findings if not one.explained and one.severity is not Severity.INFO]
    assert asked
    assert {one.indicator_id for one in asked} <= planted


def test_the_clean_submission_is_clean_and_accepted(made):
    clean = made.validations[0]
    assert clean.exit_code == 0
    assert made.accepted == (clean.path.name,)


def test_the_late_one_is_told_so_and_asks_for_the_other_half(made):
    late = made.validations[2]
    rules = {finding.rule for finding in late.findings}
    assert "MIS-001" in rules
    assert "PRV-002" in rules
    assert late.exit_code == 2


def test_the_record_holds_the_accepted_figures_with_their_cells(made):
    desk = Desk(made.folder / "office")
    stated = desk.record.history("dsny-needles-removed")
    last = next(one for one in stated if one.period == EDITION.submitted_period)
    assert (last.figure, last.place, last.file) == (Decimal(64136), "Submission!J5", made.accepted[0])
    assert desk.record.history("nypd-major-felony-crime")[-1].period != EDITION.submitted_period, (
        f"{LATE} was never accepted"
    )


def test_the_tables_print_what_was_accepted(made):
    sheet = read_book(made.tables[0]).sheet("Tables")
    shown = {str(cell.value) for cell in sheet.cells.values()}
    assert {"64136.0", "126247.0", "Needles removed"} <= shown


def test_review_copies_have_the_sheet_of_findings_and_the_files_are_untouched(made):
    for result in made.validations:
        book = read_book(result.review)
        ours = [sheet.name for sheet in book.sheets if sheet.name.startswith("PMR")]
        assert ours == (["PMR findings", "PMR rules"] if for_agency(result.findings) else ["PMR findings"])
        assert read_book(result.path).sha256 == result.book.sha256
    headings = {cell.value for cell in read_book(made.validations[1].review).sheet("PMR findings").cells.values()}
    assert set(HEADINGS) <= headings


def test_a_second_run_overwrites_nothing(made):
    before = {path: path.stat().st_mtime_ns for path in made.folder.rglob("*")}
    again = demo(made.folder)
    assert again.folder.name == "pmr-demo-2"
    assert {path: path.stat().st_mtime_ns for path in made.folder.rglob("*")} == before


def test_the_figures_are_the_published_ones(made):
    desk = Desk(made.folder / "office")
    published = Desk().library.office.published_folder
    table = read_table(next(published.glob("mmr_*_indicators.csv")))
    figures = {fact.indicator: fact.figure for fact in reported_facts(desk.library, table, EDITION.year)}
    clean = made.validations[0].submission
    assert clean.chapter.agency == CLEAN
    assert {entry.line.id: entry.actual.figure for entry in clean.entries} == {
        line.id: figures[line.id] for line in clean.chapter.lines
    }


def test_an_explanation_that_says_nothing_is_still_awaited_on_the_variance_sheet(made):
    sheet = read_book(made.variances[1]).sheet("Review")
    named = {cell.value: cell.column for cell in sheet.cells.values() if cell.row == 6}
    wait = next(
        row for (row, _), cell in sheet.cells.items() if cell.value == "fdny-average-wait-speak-customer-service-agent"
    )
    assert sheet.at(wait, named["Agency’s explanation"]).value == "Timing"
    assert "✎ Explain" in str(sheet.at(wait, named["Why it is here"]).value)
