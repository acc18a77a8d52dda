"""What an edition says otherwise than the last: on a sheet of the chapter's workbook; and what was said last time."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal

import pytest

from pmr_xl.books.reader import read_book
from pmr_xl.desk.assemble import assemble
from pmr_xl.desk.demo_forms import EDITION
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review import review
from pmr_xl.desk.validate import judge_file
from pmr_xl.forms.noteworthy_page import HEADING_ROW, NAME
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.indicator import Indicator
from pmr_xl.record import Acceptance, Explained, Record, Source

LOTS = "dsny-lots-cleaned-citywide"
SAID = "Fewer lots were cleaned because the City handed 300 of them to community gardens."


@pytest.fixture
def desk(made, tmp_path):
    shutil.copytree(made.folder / "office", tmp_path / "office")
    return Desk(tmp_path / "office")


def texts(sheet):
    rows = sorted({row for row, _ in sheet.cells if row > HEADING_ROW})
    return [[sheet.cells[row, column].value for column in range(1, 8) if (row, column) in sheet.cells] for row in rows]


def test_restatements_stand_on_a_sheet_of_the_chapter_s_workbook(desk, tmp_path):
    chapter = desk.library.chapter("DSNY")
    line = next(
        line for line in chapter.lines if isinstance(desk.past([chapter]).actual(line.id, Period(2025)), Decimal)
    )
    old = desk.past([chapter]).actual(line.id, Period(2025))
    reason = "Late data: one district reported in August"
    fact = Fact(line.id, Period(2025), FactKind.ACTUAL, old + 7, reason=reason)
    desk.record.publish([fact], Source("DSNY.xlsx", "0" * 64, EDITION), who="ana")
    (path,) = assemble(desk, ["DSNY"], EDITION, tmp_path / "out")
    sheet = read_book(path).sheet(NAME)
    measure = line.indicator.measure
    (restated,) = [row for row in texts(sheet) if row[0] == "Revised"]
    assert restated[1] == (
        f"Goal {line.goal_no}: Previously reported Fiscal 2025 data for ‘{line.indicator.name}’ was revised "
        f"from {measure.show(old)} to {measure.show(old + 7)}."
    )
    assert restated[2:] == [reason, "FY25", measure.show(old), measure.show(old + 7), line.id]


def test_without_changes_there_is_no_such_sheet(desk, tmp_path):
    (path,) = assemble(desk, ["BIC"], EDITION, tmp_path / "out")
    assert read_book(path).sheet(NAME) is None


def test_last_time_s_explanation_stands_beside_this_one(desk, made, tmp_path):
    path = made.validations[0].path
    submission = judge_file(desk, path).submission
    name = submission.entries[0].line.id
    earlier, later = EDITION.before
    for edition, said in ((earlier, "A year ago."), (later, SAID)):
        told = Acceptance("f" * 64 + edition.code, "DSNY", edition, 1, "old.xlsx", "", [], [Explained(name, said)])
        desk.record.accept(told, who="ana")
    assert desk.said_before(submission.chapter, EDITION) == {name: (later, SAID)}
    (sheet,) = review(desk, [path], tmp_path / "variances")
    words = {cell.value for cell in read_book(sheet).sheet("Review").cells.values()}
    assert "Last explanation" in words
    assert f"{later.title}: {SAID}" in words


def test_a_removed_indicator_is_called_by_its_name_and_a_renamed_one_by_both(desk, tmp_path):
    """The schema knows neither name any more; the record kept what they were called when a submission was accepted."""
    *_, last = EDITION.before
    lots = desk.library.chapter("DSNY").by_id[LOTS].indicator
    called = {LOTS: replace(lots, name="Lots swept"), "dsny-gulls": Indicator("dsny-gulls", "Gulls counted")}
    facts = [Fact("dsny-gulls", Period(2025), FactKind.ACTUAL, Decimal(7))]
    desk.record.accept(Acceptance("f" * 64, "DSNY", last, 1, "old.xlsx", "", facts, indicators=called), who="ana")
    (path,) = assemble(desk, ["DSNY"], EDITION, tmp_path / "out")
    said = {row[0]: row[1] for row in texts(read_book(path).sheet(NAME))}
    assert said["Removed"] == "The indicator ‘Gulls counted’ was removed."
    assert said["Renamed"].endswith(f"The indicator ‘Lots swept’ was renamed to ‘{lots.name}’.")


def test_names_are_kept_as_they_change(tmp_path):
    record = Record(tmp_path / "record.sqlite")
    editions = [Edition.parse(f"mmr-FY{year}") for year in (24, 25, 26, 27)]
    for edition, name in zip(editions, ("Lots", "Lots", "Lots cleaned", "Plots"), strict=True):
        fact = Fact(LOTS, Period(edition.year - 1), FactKind.ACTUAL, Decimal(1))
        record.publish([fact], Source("table.csv", edition.code, edition), {LOTS: name})
    assert [record.names_before([LOTS, "dsny-gulls"], one) for one in editions] == [
        {}, {LOTS: "Lots"}, {LOTS: "Lots"}, {LOTS: "Lots cleaned"},
    ]  # fmt: skip
