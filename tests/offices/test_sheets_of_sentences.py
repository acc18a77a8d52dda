"""Variance sheets of the time when what stood in a row was one sentence: read as the program of then read them."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.variance_sheet.decisions.reader import read_decisions
from pmr_xl.model.decision import current_word
from pmr_xl.record.engine.user import whoami

pytestmark = pytest.mark.both_engines

HERE = Path(__file__).parent
SHEETS = sorted((HERE / "sentences").glob("*.xlsx"))
AGENCY = "HFS"


def expected(sheet):
    with (HERE / "sentences" / "decisions.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["sheet"] == sheet]


@pytest.fixture
def office(tmp_path):
    return Path(shutil.copytree(HERE / "first" / "office", tmp_path / "office"))


def decisions(office):
    desk = Desk(office)
    editions = {
        one.edition: one for name in desk.library.chapter(AGENCY).by_id for one in desk.record.decisions_on(name)
    }
    return [one for edition in editions for one in desk.record.decisions_taken(edition, AGENCY)]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_the_record_learns_what_the_program_of_then_learnt(office, sheet):
    before = decisions(office)
    done = CliRunner().invoke(pmr, ["--office", str(office), "decide", str(sheet)])
    assert done.exit_code in (0, 1), done.output
    added = decisions(office)
    for one in before:
        added.remove(one)
    wanted = expected(sheet.name)
    assert len(wanted) == len(added) > 0
    told = {one.indicator: one for one in added}
    for row in wanted:
        one = told[row["indicator"]]
        assert (one.decision, one.note) == (current_word(row["decision"]), row["note"]), row
        assert (one.new_target, one.who) == (row["new_target"], row["who"] or whoami()), row
        assert one.at.startswith(row["on"])


def test_what_the_program_had_noted_itself_is_nobodys_note():
    (sheet,) = (one for one in SHEETS if "PMMR" in one.name)
    rows = {one.indicator_id: one for one in read_decisions(read_book(sheet))}
    trips = rows["hfs-ferry-trips"]
    assert (trips.decision, trips.note, trips.by) == ("Approve", "The pier is open.", "J. Okonkwo")
    assert trips.earlier.in_words == "Approve by J. Okonkwo, on another figure (version 1)"


def test_a_sheet_made_anew_from_one_keeps_what_was_typed_there(office):
    (sheet,) = (one for one in SHEETS if "MMR_FY26" in one.name)
    outbox = office / "outbox"
    shutil.copy(sheet, outbox)
    asked = [
        "--office",
        str(office),
        "review",
        str(office / "inbox" / "PMR_HFS_MMR_FY26_v2.xlsx"),
        "--into",
        str(outbox),
    ]
    done = CliRunner().invoke(pmr, asked)
    assert done.exit_code == 0, done.output
    rows = {one.indicator_id: one for one in read_decisions(read_book(outbox / sheet.name))}
    assert (rows["hfs-slips-inspected"].decision, rows["hfs-slips-inspected"].stood.decision) == ("Approve", "Hold")
    assert rows["hfs-trips-on-time"].decision == "Withdraw"
    assert (rows["hfs-repair-spending"].decision, rows["hfs-repair-spending"].by) == ("Return", "P. Lindqvist")
