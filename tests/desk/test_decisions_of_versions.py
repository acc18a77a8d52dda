"""Decisions beside other versions of a submission, other people's names, and words that are none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from variance_sheets import all_said, ask, decide_on_sheet, decided, earlier, signed, started

from pmr_xl.desk.demo.forms import EDITION
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review.decide import decide
from pmr_xl.desk.review.sheets import review
from pmr_xl.desk.validate import judge_file
from pmr_xl.record.engine.user import whoami
from pmr_xl.words import deciding

pytestmark = pytest.mark.both_engines


@pytest.fixture
def reviewed(made, tmp_path):
    return started(made, tmp_path)


@pytest.fixture
def versions(made, tmp_path):
    """An office, two versions of a submission, both accepted, that differ in one figure; and that row's place."""
    desk = Desk(shutil.copytree(made.folder / "office", tmp_path / "office"))
    first = Path(shutil.copy(made.folder / "submissions" / "PMR_DSNY_MMR_FY26_v1.xlsx", tmp_path))
    (sheet,) = review(desk, [first], tmp_path / "probe")
    kept, changed = decide_on_sheet(sheet, (None, None), (None, None))
    submission = judge_file(desk, first).submission
    second = tmp_path / first.name.replace("_v1", "_v2")
    book = openpyxl.load_workbook(first)
    where = submission.by_id[changed].actual.where
    book[where.sheet].cell(where.row, where.column).value = float(submission.by_id[changed].actual.figure) + 1
    book.save(second)
    for path in (first, second):
        told = ask(desk, "accept", path)
        assert told.exit_code == 0, told.output
    return desk, first, second, (kept, changed), tmp_path


def test_a_decision_on_an_older_version_does_not_displace_one_on_a_newer(versions):
    desk, first, second, (_, changed), folder = versions
    (newer,) = review(desk, [second], folder / "newer")
    decide_on_sheet(newer, (None, None), ("Return", "ask why"), by="Ana")
    assert [one.newer for one in decide(desk, newer).agencies] == [None]
    told = ask(desk, "review", first, "--into", folder / "older")
    superseded = "Version 2 of DSNY MMR Fiscal 2026 is accepted (PMR_DSNY_MMR_FY26_v2.xlsx, by "
    assert f"▲ {first.name}: {superseded}" in told.stderr
    assert "this sheet shows version 1. Make the sheet of version 2 " in told.stderr
    older = folder / "older" / newer.name.replace("_v2", "_v1")
    assert earlier(older, changed) == "Return by Ana, on version 2: ask why"
    decide_on_sheet(older, ("Hold", None), ("Approve", None), by="Bob")
    told = ask(desk, "decide", older)
    assert told.exit_code == 1
    assert f"{older.name}: 2 decisions, 1 new to the record" in told.output
    assert f"{changed}: Approve on version 1 is skipped. The record has Return by Ana of " in told.stderr
    assert " on version 2, which is newer." in told.stderr
    assert f"▲ {superseded}" in told.stderr
    assert "A decision on an older version overrules none on a newer one." in told.stderr
    assert "To insist" not in told.stderr
    assert desk.record.decisions(EDITION, "DSNY")[changed].who == "Ana"
    assert changed in ask(desk, "assemble", "DSNY", "--into", folder / "tables").stderr, "told as returned"
    review(desk, [first], folder / "older")
    told = "Approve by Bob, on the sheet before; in the record: Return by Ana, on version 2: ask why"
    assert earlier(older, changed) == told


def test_one_on_the_newer_version_counts_whatever_the_older_one_had_meanwhile(versions):
    desk, first, second, (_, changed), folder = versions
    (newer,) = review(desk, [second], folder / "newer")
    (older,) = review(desk, [first], folder / "older")
    decide_on_sheet(older, (None, None), ("Approve", None), by="Bob")
    assert decide(desk, older).new == 1
    decide_on_sheet(newer, (None, None), ("Return", "ask why"), by="Ana")
    handed = decide(desk, newer)
    assert (handed.new, handed.skipped_rows) == (1, ())
    told, agreed = deciding.done_lines(handed)
    assert f"{changed}: Return replaces Approve by Bob of " in told
    assert told.endswith(" on version 1.")
    assert agreed.endswith(": ask why. It is closed by a figure or for a reason.")
    assert all_said(decide(desk, newer)) == (1, 0)


def test_a_row_opened_again_is_signed_by_nobody_and_says_for_which_decision(versions):
    desk, first, second, (kept, changed), folder = versions
    (older,) = review(desk, [first], folder / "older")
    decide_on_sheet(older, ("Approve", None), ("Return", "ask why"), by="Ana")
    decide(desk, older)
    (newer,) = review(desk, [second], folder / "newer")
    assert decided(newer) == {
        kept: ("Approve", ""),  # the same figure, in another folder
        changed: ("", ""),
    }
    assert earlier(newer, changed) == "Return by Ana, on version 1: ask why"
    assert signed(newer, changed) == (None, None)
    assert signed(newer, kept)[0] == "Ana"
    assert decide(desk, newer).stand == 1, "an open row is no decision"

    decide_on_sheet(newer, ("Approve", None), ("Approve", None), by="Ana")
    assert decide(desk, newer).new == 1
    last = desk.record.decisions(EDITION, "DSNY")[changed]
    assert (last.decision, last.note, last.who) == ("Approve", "", "Ana")
    review(desk, [second], folder / "newer")
    assert decided(newer)[changed] == ("Approve", "")
    assert signed(newer, changed)[0] == "Ana"


def test_who_changes_what_another_decided_is_told_that_it_is_taken_in_his_own_name(reviewed, tmp_path):
    desk, path, sheet, (first, second) = reviewed
    decide_on_sheet(sheet, ("Approve", None), ("Return", "ask why"), by="Ana")
    decide(desk, sheet)
    review(desk, [path], tmp_path)
    decide_on_sheet(sheet, ("Hold", None), ("Withdraw", None), by="Ana")
    told = ask(desk, "decide", sheet)
    for name in (first, second):
        assert (
            f"{name}: Name still said Ana, who decided before; this is taken as decided by {whoami()}." in told.stdout
        )
        assert desk.record.decisions_on(name)[-1].who == whoami()


def test_what_was_never_decided_cannot_be_withdrawn(reviewed):
    desk, _, sheet, (first, _) = reviewed
    decide_on_sheet(sheet, ("Withdraw", None), ("Return", "ask why"))
    told = ask(desk, "decide", sheet)
    assert told.exit_code == 1
    assert f"{first}: there is no decision to withdraw." in told.stderr
    assert "To insist" not in told.stderr


def test_every_wrong_word_is_told_with_its_cell_and_everything_else_is_taken(reviewed):
    desk, _, sheet, (_, second) = reviewed
    decide_on_sheet(sheet, ("Aprove", None), ("Return", "ask why"))
    told = ask(desk, "decide", sheet)
    assert told.exit_code == 4
    said = re.sub(r"Review!\w+", "Review!@", told.stderr)
    assert (
        "▲ Review!@: “Aprove” is not a decision. Choose one of: Approve, Return, Hold, Adjust target, Withdraw." in said
    )
    assert f"{sheet.name}: 1 decision, 1 new" in told.stdout
    assert list(desk.record.decisions(EDITION, "DSNY")) == [second]


def test_what_was_withdrawn_and_handed_in_is_not_withdrawn_again_by_the_next_sheet(made, tmp_path):
    desk, path, sheet, (_, second) = started(made, tmp_path)
    decide(desk, sheet)
    decide_on_sheet(sheet, (None, None), ("Withdraw", "too soon"))
    decide(desk, sheet)
    review(desk, [path], sheet.parent)
    assert second not in decided(sheet)
