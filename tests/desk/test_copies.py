"""A review copy beside its submission is nobody's submission, unless somebody corrected figures in it."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.kinds import FileKind, what_is
from pmr_xl.desk.validate import validate

WRONG_REQUEST = 2


@pytest.fixture
def inbox(made, tmp_path):
    """A submission, its review copy beside it."""
    form = Path(shutil.copy(next((made.folder / "submissions").glob("*_NYPD_*_v1.xlsx")), tmp_path))
    return made.folder / "office", form, validate(Desk(made.folder / "office"), form).review


def test_an_unchanged_review_copy_is_known(inbox):
    _, form, review = inbox
    one = what_is(review)
    assert (one.kind, one.original, one.changed, one.counts) == (FileKind.REVIEW_COPY, form, False, False)
    assert what_is(form).kind is FileKind.SUBMISSION


def test_a_review_copy_in_which_a_figure_was_mended_is_told_and_judged(inbox):
    _, form, review = inbox
    book = openpyxl.load_workbook(review)
    book["Submission"]["J5"] = 4711
    book.save(review)
    one = what_is(review)
    assert (one.kind, one.original, one.changed, one.counts) == (FileKind.REVIEW_COPY, form, True, True)


def test_a_review_copy_without_its_original_is_judged(inbox):
    _, form, review = inbox
    form.unlink()
    one = what_is(review)
    assert (one.kind, one.original, one.counts) == (FileKind.REVIEW_COPY, None, True)


def test_an_unreadable_one_is_judged_like_any_other(inbox):
    _, _, review = inbox
    review.write_bytes(b"no workbook")
    assert what_is(review).kind is FileKind.UNREADABLE


@pytest.mark.parametrize("command", ["validate", "review", "accept"])
def test_of_a_whole_inbox_copies_are_passed_over(inbox, tmp_path, command):
    office, form, review = inbox
    more = ["--into", str(tmp_path / "out")] if command != "accept" else []
    told = CliRunner().invoke(pmr, ["--office", str(office), command, str(form), str(review), *more])
    assert f"{review.name} is the review copy of {form.name}, unchanged: skipped." in told.output
    assert not list(tmp_path.rglob("*_review_*"))


@pytest.mark.parametrize("command", ["validate", "review", "accept"])
def test_copies_alone_are_a_wrong_request(inbox, tmp_path, command):
    office, form, review = inbox
    other = Path(shutil.copy(form, tmp_path / "PMR B.xlsx"))
    second = Path(shutil.copy(review, tmp_path / "PMR B_review.xlsx"))
    more = ["--into", str(tmp_path / "out")] if command != "accept" else []
    told = CliRunner().invoke(pmr, ["--office", str(office), command, str(review), str(second), *more])
    assert told.exit_code == WRONG_REQUEST
    assert told.output.count("unchanged: skipped.") == 2
    assert f'so nothing was done: name {form} "{other}" instead.' in told.output
    assert not (tmp_path / "out").exists()


def test_many_copies_alone_are_not_all_listed(inbox, tmp_path):
    office, form, review = inbox
    copies = []
    for name in "abcd":
        shutil.copy(form, tmp_path / f"{name}.xlsx")
        copies.append(shutil.copy(review, tmp_path / f"{name}_review.xlsx"))
    told = CliRunner().invoke(pmr, ["--office", str(office), "validate", *map(str, copies)])
    assert "c.xlsx … (4 files) instead." in told.output
