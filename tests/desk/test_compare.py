"""Two versions of one submission: every change on its cell, noise counted, nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.writer import write
from pmr_xl.desk.compare import compare
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received import names
from pmr_xl.desk.received.form import submission_of
from pmr_xl.desk.received.versions import earlier_version, version, version_of
from pmr_xl.forms import submission_form
from pmr_xl.forms.submission_form.plan import Restate
from pmr_xl.model.entry import Ask
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Report

EDITION = Edition(Report.MMR, 2026)
NEEDLES, LOTS, SALT = "dsny-needles-removed", "dsny-lots-cleaned-citywide", "dsny-salt-used-tons"

WHY = "12 baskets were counted twice, so the total was too high."


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    folder = tmp_path_factory.mktemp("versions")
    desk = Desk()
    chapter = desk.library.chapter("DSNY")
    past = desk.past([chapter])
    filled = {
        1: {
            NEEDLES: {Ask.ACTUAL: Decimal(64136)},
            LOTS: {Ask.ACTUAL: Decimal(257)},
            SALT: {Ask.EXPLANATION: "More snow"},
        },
        2: {NEEDLES: {Ask.ACTUAL: Decimal(64163)}, SALT: {Ask.EXPLANATION: "more  snow ", Ask.ACTUAL: Decimal(504811)}},
    }
    for number, answers in filled.items():
        paper = submission_form.lay(chapter, EDITION, past, desk.settings, schema_hash="x", submission_version=number)
        paper = submission_form.fill(paper, chapter, EDITION, answers)
        write(paper, folder / f"PMR_DSNY_MMR_FY26_v{number}.xlsx")
    return desk, folder


def test_every_change_and_nothing_else(versions, tmp_path):
    desk, folder = versions
    newer = folder / "PMR_DSNY_MMR_FY26_v2.xlsx"
    older = earlier_version(newer.name, [folder])
    result = compare(desk, newer, older, tmp_path)
    told = {(change.indicator_id, change.kind, change.before, change.now) for change in result.changes.changes}
    assert told == {
        (NEEDLES, "changed", "64,136", "64,163"),
        (LOTS, "emptied", "257", ""),
        (SALT, "filled", "", "504,811"),
    }
    assert result.changes.noise == 1
    shown = {cell.value for cell in read_book(result.path).sheets[0].cells.values()}
    assert {"64,163", "Submission!J5", "● Changed"} <= shown


def restated(name, year, new, why=WHY):
    return {Restate.ID: name, Restate.YEAR: year, Restate.NEW: new, Restate.EXPLANATION: why}


def test_restatements_are_paired_by_what_they_restate(versions, tmp_path):
    desk, folder = versions
    newer = folder / "PMR_DSNY_MMR_FY26_v2.xlsx"
    _, submission = submission_of(desk, read_book(newer))
    paper = submission_form.lay(
        submission.chapter, EDITION, desk.past([submission.chapter]), desk.settings, schema_hash="x"
    )
    told = []
    for number, rows in enumerate((
        [restated(NEEDLES, "FY25", 61_000.0), restated(LOTS, "FY24", 300.0), restated("no such", "FY24", 1.0)],
        [restated(SALT, "FY25", 9.0, ""), restated(NEEDLES, "FY25", 62_000.0), restated("no such", "FY24", 1.0)],
    ), start=1):  # fmt: skip
        path = tmp_path / f"PMR_DSNY_MMR_FY26_v{number}.xlsx"
        write(submission_form.restate(paper, rows), path)
        told.append(path)
    changes = compare(desk, told[1], told[0], tmp_path).changes.changes
    assert {(str(one.where), one.kind, one.indicator_id, one.column, one.before, one.now) for one in changes} == {
        ("Restatements!E7", "filled", SALT, "FY25 restated · New", "", "9"),
        ("Restatements!E8", "changed", NEEDLES, "FY25 restated · New", "61,000", "62,000"),
        ("Restatements!E8", "emptied", LOTS, "FY24 restated · New", "300", ""),
        ("Restatements!G8", "emptied", LOTS, "FY24 restated · Explanation", WHY, ""),
    }


def test_a_number_of_hundreds_of_digits_counts_no_versions(versions):
    desk, folder = versions
    book = read_book(folder / "PMR_DSNY_MMR_FY26_v2.xlsx")
    _, submission = submission_of(desk, book)
    assert version(submission) == 2
    stamped = replace(submission, stamp=replace(submission.stamp, submission_version="9" * 400))
    assert version(stamped) == 2
    assert version(replace(stamped, stamp=replace(submission.stamp, submission_version="3.0"))) == 3
    assert version_of(f"PMR_DSNY_MMR_FY26_v{'9' * 40}.xlsx") is None


def test_the_first_version_has_none_before_it(versions):
    _, folder = versions
    with pytest.raises(Fault, match="No earlier version"):
        earlier_version("PMR_DSNY_MMR_FY26_v1.xlsx", [folder])


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("PMR_DSNY_MMR_FY26_v2 (1).xlsx", 2),
        ("PMR_DSNY_MMR_FY26_v3 FINAL.xlsx", 3),
        ("PMR_DSNY_MMR_FY26_v7_repaired.xlsx", 7),
        ("PMR_DSNY_MMR_FY26_v12.XLSM", 12),
        ("PMR_DSNY_MMR_FY26_v20260917.xlsx", None),
        ("PMR_DSNY_MMR_FY26.xlsx", None),
    ],
)
def test_a_version_is_read_whatever_stands_behind_it(name, number):
    assert version_of(name) == number


def test_an_earlier_version_may_bear_more_in_its_name_and_our_copies_are_none(tmp_path):
    for name in ("x_v1.xlsx", "x_v2_review.xlsx", "x_v2_variances.xlsx"):
        (tmp_path / name).touch()
    assert earlier_version("x_v3 FINAL.xlsx", [tmp_path]).name == "x_v1.xlsx"
    (tmp_path / "x_v2 (1).xlsx").touch()
    assert earlier_version("x_v3 FINAL.xlsx", [tmp_path]).name == "x_v2 (1).xlsx"


def test_the_versions_of_one_submission_are_found_among_every_agency_s_files_by_a_glance(tmp_path, monkeypatch):
    mine = ["Copy of PMR_DSNY_MMR_FY26_v1.xlsx", "PMR_DSNY_MMR_FY26_v1.xlsx", "pmr_dsny_mmr_fy26_V2 FINAL.xlsx"]
    others = [f"PMR_{number}_MMR_FY26_v1.xlsx" for number in range(200)]
    for name in (*others, *mine, "PMR_DSNY_MMR_FY26_v.txt", "PMR_DSNY_MMR_FY26_v3.pdf"):
        (tmp_path / name).write_bytes(b"")
    taken_apart, parts = [], names.name_parts
    monkeypatch.setattr(names, "name_parts", lambda name: taken_apart.append(name) or parts(name))
    found = list(names.series_in(tmp_path, parts(mine[1])))
    assert [path.name for _, path in found] == mine
    assert [(one.number, one.plain) for one, _ in found] == [(1, True), (1, True), (2, False)]
    assert len(taken_apart) == len(mine) + 2
    assert not list(names.series_in(tmp_path / "none", parts(mine[1])))
