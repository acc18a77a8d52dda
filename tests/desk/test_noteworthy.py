"""What an edition says otherwise than the last: on a sheet of the chapter's workbook; and what was said last time."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal

import pytest

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.demo.forms import EDITION
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.imported.tables import import_table
from pmr_xl.desk.review.sheets import review
from pmr_xl.desk.tables.assemble import assemble
from pmr_xl.desk.validate import judge_file
from pmr_xl.forms.report_tables.noteworthy_page import HEADING_ROW, NAME
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.office import built_in_office, init_office
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


def test_a_report_keeps_the_names_that_it_said_first(tmp_path):
    """A later version is read with a later schema, and a monthly edition prints no names."""
    record = Record(tmp_path / "record.sqlite")
    stated = ("mmr-FY24", "Lots"), ("mmr-FY25", "Lots"), ("pmmr-FY26", "Lots swept"), ("pmmr-FY26", "Plots"), (
        "cpr-FY26-M12", "Plots"), ("mmr-FY26", "Lots")  # fmt: skip
    for code, name in stated:
        record.publish([], Source("table.csv", code + name, Edition.parse(code)), {LOTS: name})
    known = {code: record.names_before([LOTS, "dsny-gulls"], Edition.parse(code)) for code, _ in stated}
    assert known == {
        "mmr-FY24": {},
        "mmr-FY25": {LOTS: "Lots"},
        "pmmr-FY26": {LOTS: "Lots"},
        "cpr-FY26-M12": {LOTS: "Lots swept"},
        "mmr-FY26": {LOTS: "Lots swept"},
    }
    assert record.names_before([LOTS], Edition.parse("pmmr-FY27")) == {LOTS: "Lots"}


@pytest.mark.parametrize(
    ("formerly", "called"), [("Lots swept", "Lots cleaned citywide"), (None, "Lots cleaned citywide")]
)
def test_an_imported_table_says_itself_what_it_calls_them(tmp_path, formerly, called):
    init_office(tmp_path)
    path = Desk(tmp_path).library.schema_path("DSNY")
    line = next(one for one in path.read_text(encoding="utf-8").splitlines() if one.endswith(f"name: {called}"))
    if formerly is not None:
        more = f"{line}\n{' ' * line.index('name:')}formerly: {formerly}"
        path.write_text(path.read_text(encoding="utf-8").replace(line, more), encoding="utf-8")
    desk = Desk(tmp_path)
    assert desk.library.chapter("DSNY").by_id[LOTS].indicator.formerly == formerly
    import_table(desk, built_in_office() / "schemas" / "published" / "mmr_fy2026_indicators.csv", 2026)
    assert desk.record.names_before([LOTS], Edition.parse("pmmr-FY27")) == {LOTS: called}
