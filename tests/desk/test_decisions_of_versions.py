"""Decisions beside other versions of a submission, other people's names, and words that are none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from variance_sheets import ask, decide_on_sheet, decided, signed, started

from pmr_xl.desk.demo.forms import EDITION
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review.decide import Handed, decide
from pmr_xl.desk.review.sheets import review
from pmr_xl.desk.validate import judge_file
from pmr_xl.record.file.lock import whoami


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
    assert decide(desk, newer).newer == ""
    told = ask(desk, "review", first, "--into", folder / "older")
    superseded = "Version 2 of DSNY MMR Fiscal 2026 is accepted (PMR_DSNY_MMR_FY26_v2.xlsx, by "
    assert f"▲ {first.name}: {superseded}" in told.stderr
    assert "this sheet shows version 1. Make the sheet of version 2 " in told.stderr
    older = folder / "older" / newer.name.replace("_v2", "_v1")
    assert decided(older)[changed] == ("", "was Return by Ana, on version 2: ask why")
    decide_on_sheet(older, ("Hold", None), ("Accept", None), by="Bob")
    told = ask(desk, "decide", older)
    assert told.exit_code == 1
    assert f"{older.name}: 2 decisions, 1 new to the record" in told.output
    assert f"{changed}: Accept on version 1 is skipped. The record has Return by Ana of " in told.stderr
    assert " on version 2, which is newer." in told.stderr
    assert f"▲ {superseded}" in told.stderr
    assert "A decision on an older version overrules none on a newer one." in told.stderr
    assert "To insist" not in told.stderr
    assert desk.record.decisions(EDITION, "DSNY")[changed].who == "Ana"
    assert changed in ask(desk, "assemble", "DSNY", "--into", folder / "tables").stderr, "told as returned"
    review(desk, [first], folder / "older")
    note = decided(older)[changed][1]
    assert note == "was Accept by Bob, on the sheet before; in the record: Return by Ana, on version 2: ask why"


def test_one_on_the_newer_version_counts_whatever_the_older_one_had_meanwhile(versions):
    desk, first, second, (_, changed), folder = versions
    (newer,) = review(desk, [second], folder / "newer")
    (older,) = review(desk, [first], folder / "older")
    decide_on_sheet(older, (None, None), ("Accept", None), by="Bob")
    assert decide(desk, older).new == 1
    decide_on_sheet(newer, (None, None), ("Return", "ask why"), by="Ana")
    handed = decide(desk, newer)
    assert (handed.new, handed.passed) == (1, ())
    (told,) = handed.replaced
    assert f"{changed}: Return replaces Accept by Bob of " in told
    assert told.endswith(" on version 1.")
    assert decide(desk, newer) == Handed(1, 0)


def test_a_row_opened_again_is_signed_by_nobody_and_its_note_is_no_persons(versions):
    desk, first, second, (kept, changed), folder = versions
    (older,) = review(desk, [first], folder / "older")
    decide_on_sheet(older, ("Accept", None), ("Return", "ask why"), by="Ana")
    decide(desk, older)
    (newer,) = review(desk, [second], folder / "newer")
    assert decided(newer) == {
        kept: ("Accept", ""),  # the same figure, in another folder
        changed: ("", "was Return by Ana, on version 1: ask why"),
    }
    assert signed(newer, changed) == (None, None)
    assert signed(newer, kept)[0] == "Ana"
    assert decide(desk, newer).stand == 1, "an open row is no decision"

    book = openpyxl.load_workbook(newer)
    cells = [cell for row in book["Review"].iter_rows() for cell in row]
    note = next(cell for cell in cells if str(cell.value).startswith("was Return by Ana") and cell.column > 1)
    said, decision = (note.value, "Accept"), book["Review"].cell(note.row, note.column - 1)
    note.value = None
    book.save(newer)
    told = ask(desk, "decide", newer)
    assert told.exit_code == 1
    assert f"{changed}: the note is emptied, and Return by Ana of " in told.stderr
    assert " on version 1 holds. To take it back, choose Withdraw." in told.stderr
    note.value, decision.value = said
    book.save(newer)
    assert decide(desk, newer).new == 1
    last = desk.record.decisions(EDITION, "DSNY")[changed]
    assert (last.decision, last.note, last.who) == ("Accept", "", whoami())
    review(desk, [second], folder / "newer")
    assert decided(newer)[changed] == ("Accept", "")
    assert signed(newer, changed)[0] == whoami()


def test_who_changes_what_another_decided_is_told_that_it_is_taken_in_his_own_name(reviewed, tmp_path):
    desk, path, sheet, (first, second) = reviewed
    decide_on_sheet(sheet, ("Accept", None), ("Return", "ask why"), by="Ana")
    decide(desk, sheet)
    review(desk, [path], tmp_path)
    decide_on_sheet(sheet, ("Hold", None), ("Withdraw", None), by="Ana")
    told = ask(desk, "decide", sheet)
    for name in (first, second):
        assert f"{name}: By still named Ana, who decided before; this is taken as decided by {whoami()}." in told.stdout
        assert desk.record.decisions_on(name)[-1].who == whoami()


def test_what_was_never_decided_cannot_be_withdrawn(reviewed):
    desk, _, sheet, (first, _) = reviewed
    decide_on_sheet(sheet, ("Withdraw", None), ("Return", "ask why"))
    told = ask(desk, "decide", sheet)
    assert told.exit_code == 1
    assert f"{first}: there is no decision to withdraw." in told.stderr
    assert "To insist" not in told.stderr


def test_every_wrong_word_is_told_with_its_file_and_nothing_is_taken_of_it(reviewed, tmp_path):
    desk, _, sheet, _ = reviewed
    wrong = Path(shutil.copy(sheet, tmp_path / "wrong.xlsx"))
    decide_on_sheet(wrong, ("Acept", None), ("Retrun", None))
    told = ask(desk, "decide", wrong, sheet)
    assert told.exit_code == 2
    said = re.sub(r"Review!\w+", "Review!@", told.stderr)
    assert said == (
        "✕ Nothing was taken of wrong.xlsx. Review!@: “Acept” is not a decision. Review!@: “Retrun” is not a decision. "
        "Choose one of: Accept, Return, Hold, Adjust target, Withdraw.\n"
    )
    assert f"{sheet.name}: 2 decisions, 2 new" in told.stdout, "the other sheet is taken"


def test_what_was_withdrawn_and_handed_in_is_not_withdrawn_again_by_the_next_sheet(made, tmp_path):
    desk, path, sheet, (_, second) = started(made, tmp_path)
    decide(desk, sheet)
    decide_on_sheet(sheet, (None, None), ("Withdraw", "too soon"))
    decide(desk, sheet)
    review(desk, [path], sheet.parent)
    assert second not in decided(sheet)
