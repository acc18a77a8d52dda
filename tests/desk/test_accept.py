"""A second version, named as the agencies' guide says, takes the place of the first; and our own names are right."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pmr_xl.books.writing.writer import write
from pmr_xl.desk.acceptance.accept import accept
from pmr_xl.desk.blank import blank
from pmr_xl.desk.demo.demonstration import EDITION
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import judge_file
from pmr_xl.forms import submission_form
from pmr_xl.model.entry import Ask
from pmr_xl.model.fault import Fault
from pmr_xl.office import built_in_office

pytestmark = pytest.mark.both_engines

DUE = date(2026, 9, 17)

LOTS = "dsny-vacant-lot-cleaning-requests"


def second_version(made, tmp_path, changes):
    """An office of its own, and a file like the first accepted one with other answers."""
    shutil.copytree(made.folder / "office", tmp_path / "office")
    desk = Desk(tmp_path / "office")
    first = made.validations[0].submission
    answers = {
        entry.line.id: {
            Ask.ACTUAL: entry.actual.figure,
            Ask.REASON: entry[Ask.REASON].text or None,
            Ask.EXPLANATION: entry[Ask.EXPLANATION].text or None,
        }
        for entry in first.entries
    }
    answers[LOTS] |= changes
    paper = submission_form.lay(
        first.chapter, EDITION, desk.past([first.chapter]), desk.settings, schema_hash=first.stamp.schema_hash
    )
    paper = submission_form.fill(paper, first.chapter, EDITION, answers)
    paper = submission_form.certify(paper, name="A. Person", title="Analyst", date=46_000.0)
    again = tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx"
    write(paper, again)
    return desk, first, again


def test_a_second_version_is_one_by_its_name(made, tmp_path):
    desk, first, again = second_version(made, tmp_path, {Ask.ACTUAL: Decimal(2411)})
    second = Path(shutil.copy(again, again.with_name("PMR_DSNY_MMR_FY26_v2.xlsx")))
    kept = desk.folder / "accepted" / "dsny"
    before = sorted(kept.iterdir())
    with pytest.raises(Fault, match=r"…_v2\.xlsx"):
        accept(desk, again)
    assert sorted(kept.iterdir()) == before, "what the record does not take is not kept"
    assert accept(desk, second).version == 2
    accept(desk, Path(shutil.copy(second, tmp_path / "the same again.xlsx")))
    assert len(list(kept.iterdir())) == len(before) + 1, "the same bytes are kept once"
    assert desk.past([first.chapter]).actual(LOTS, EDITION.submitted_period) == Decimal(2411)


@pytest.mark.parametrize("agency", ["H+H", "BPL/NYPL/QPL", "311", "DSNY"])
def test_a_form_under_the_name_we_gave_it_is_no_finding(agency, tmp_path):
    desk = Desk(built_in_office())
    (path,) = blank(desk, [agency], EDITION, tmp_path, due=DUE)
    assert "IDN-005" not in {finding.rule for finding in judge_file(desk, path).findings}


def test_what_is_kept_is_what_was_judged(made, tmp_path, monkeypatch):
    """A file saved again between judging and copying is not kept under the other's name."""
    desk, _, again = second_version(made, tmp_path, {Ask.ACTUAL: Decimal(2411)})
    second = Path(shutil.copy(again, again.with_name("PMR_DSNY_MMR_FY26_v2.xlsx")))
    kept = desk.folder / "accepted" / "dsny"
    before = sorted(kept.iterdir())
    judged = judge_file(desk, second)
    monkeypatch.setattr(
        "pmr_xl.desk.acceptance.preview.judge_file", lambda *_: (second.write_bytes(b"saved again"), judged)[1]
    )
    with pytest.raises(Fault, match="changed while it was checked"):
        accept(desk, second)
    assert sorted(kept.iterdir()) == before


def test_an_original_that_is_kept_already_is_never_taken_away(made, tmp_path, monkeypatch):
    desk, _, again = second_version(made, tmp_path, {Ask.ACTUAL: Decimal(2411)})
    second = again.rename(again.with_name("PMR_DSNY_MMR_FY26_v2.XLSX"))
    accept(desk, second)
    desk.record.withdraw(EDITION, "DSNY", "to accept it again", {})
    kept = sorted((desk.folder / "accepted" / "dsny").iterdir())

    def locked(*_args, **_more):
        raise Fault("The record is locked.", "Wait.")

    monkeypatch.setattr(type(desk.record), "accept", locked)
    with pytest.raises(Fault, match="locked"):
        accept(desk, second)
    assert sorted((desk.folder / "accepted" / "dsny").iterdir()) == kept


def test_a_restatement_that_was_accepted_is_no_fault_of_the_next_version(made, tmp_path):
    desk, _, again = second_version(made, tmp_path, {Ask.ACTUAL: Decimal(2411)})
    book = openpyxl.load_workbook(again)
    stated = (
        LOTS,
        "FY25",
        2500,
        "Late data",
        "The figure rose by 53 because two districts filed their May counts late.",
    )
    for cell, value in zip(("A7", "C7", "E7", "F7", "G7"), stated, strict=True):
        book["Restatements"][cell] = value
    for number in (2, 3):
        book["Submission"]["P5"] = f"Version {number} counts 2 more lots because late requests came in."
        book.save(again.with_name(f"PMR_DSNY_MMR_FY26_v{number}.xlsx"))
        assert accept(desk, again.with_name(f"PMR_DSNY_MMR_FY26_v{number}.xlsx")).version == number
