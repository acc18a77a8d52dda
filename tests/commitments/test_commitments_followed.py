"""Commitments: stated, followed step by step, made by decisions, closed on a figure or for a reason."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest
from handed_in import HandedIn
from standing_clock import stand_at
from years_played import Years

import pmr_xl
from pmr_xl.api.columns import COMMITMENTS
from pmr_xl.desk.commitments.stating import agree
from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault

pytestmark = pytest.mark.both_engines

DAY = date(2026, 11, 30)
LOTS = "dsny-lots-cleaned-citywide"


@pytest.fixture
def office(tmp_path, monkeypatch):
    stand_at(monkeypatch, DAY)
    return Years(tmp_path / "office", only=("DSNY", "DPR", "LPC"))


def rows(office, *asked):
    told = office.run("commitment", "list", "--csv", "-", *asked, leaves=None)
    return {row["code"]: row for row in csv.DictReader(io.StringIO(told))}


def test_one_is_stated_followed_and_closed_and_nothing_of_it_is_lost(office):
    assert office.run("commitment", "list") == "No commitment is open.\n"
    said = ("--indicator", LOTS, "--due", "June 2027", "--owner", "Lot Cleaning Unit", "--by", "Ana Diaz")
    told = office.run("commitment", "add", "Inspect every lot twice a year", *said)
    assert told == "✓ C-0001 (DSNY): Inspect every lot twice a year; due June 30, 2027; ○ open\n"
    office.run("commitment", "update", "c-1", "--due", "2027-12-31", "--why", "the contract is late", "--by", "Ben")
    office.run("commitment", "update", "1", "--status", "partly implemented", "--evidence", "Queens is done")
    assert "closed with a figure or for a reason" in office.run(
        "commitment", "update", "1", "--status", "closed", leaves=2
    )
    told = office.run("commitment", "update", "1", "--status", "closed", "--figure", "1204")
    assert "Figure: (empty) → 1,204" in told, "as the report prints it"
    assert "C-0001 is closed. What is opened again is so for a reason" in office.run(
        "commitment", "update", "1", "--status", "open", leaves=2
    )
    assert office.run("commitment", "list") == "No commitment is open.\n  1 more is done: --done lists them too.\n"
    told = office.run("commitment", "show", "C-0001")
    assert "First due  2027-06-30; put off 1 time" in told
    assert "Ana Diaz: stated" in told
    assert "Ben: Due: 2027-06-30 → 2027-12-31 (the contract is late)" in told
    (one,) = json.loads(office.run("commitment", "list", "--done", "--json", "-"))["rows"]
    assert [step["field"] for step in one["history"]] == ["due", "status", "evidence", "status", "figure"]
    assert (one["status"], one["figure"], one["indicator"]) == ("closed", "1,204", "Lots cleaned citywide")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("add", " "), "says what is to be done"),
        (("add", "x", "--agency", "DXNY"), "There is no agency “DXNY”"),
        (("add", "x", "--indicator", "dsny-lots"), "No schema of this office has the indicator “dsny-lots”"),
        (("add", "x", "--due", "soon"), "“soon” names no day"),
        (("add", "x", "--due", "1999-01-01"), "names no day"),
        (("add", "x", "--status", "overdue soon"), "“overdue soon” is no status"),
        (("add", "x", "--status", "implemented"), "shown by something"),
        (("add", "x", "--status", "not accepted"), "not accepted is so for a reason"),
        (("add", "x", "--kind", "wish"), "“wish” is no kind of commitment"),
        (("add", "x", "--parent", "C-9"), "There is no commitment “C-9”"),
        (("add", "x", "--indicator", LOTS, "--figure", "many"), "Type the figure as the report prints it"),
        (("update", "C-1", "--owner", "Unit 4"), "says so already"),
        (("update", "C-1", "--parent", "C-2"), "would be a part of itself"),
        (("add", "x", "--edition", "MMR-26"), "“MMR-26” is no edition"),
        (("list", "--edition", "autumn"), "“autumn” is no edition"),
        (("show", "seven"), "There is no commitment “seven”"),
    ],
)
def test_what_is_not_understood_is_told_and_nothing_is_kept(office, asked, told):
    office.run("commitment", "add", "a", "--owner", "Unit 4")
    office.run("commitment", "add", "b", "--parent", "C-1")
    before = rows(office)
    assert told in office.run("commitment", *asked, leaves=2)
    assert rows(office) == before


def test_overdue_is_computed_told_first_and_leaves_with_1(office):
    office.run("commitment", "add", "late", "--agency", "DPR", "--due", "2026-11-01")
    office.run("commitment", "add", "today", "--agency", "DPR", "--due", "2026-11-30", "--partners", "dsny")
    office.run("commitment", "add", "partly", "--agency", "LPC", "--due", "2026-10-01", "--status", "in progress")
    office.run("commitment", "add", "done", "--agency", "LPC", "--due", "2026-10-01", "--status", "done",
               "--evidence", "a report")  # fmt: skip
    told = office.run("commitment", "list", leaves=1)
    assert [line.split()[0] for line in told.splitlines() if line[:2] == "C-"] == ["C-0003", "C-0001", "C-0002"]
    assert "✕ 60 days overdue" in told
    assert "3 commitments: ✕ 2 overdue · ○ 1 open." in told
    assert list(rows(office, "--overdue")) == ["C-0003", "C-0001"]
    assert list(rows(office, "DSNY")) == ["C-0002"], "an agency that takes part"
    assert rows(office, "--done")["C-0004"]["status"] == "implemented"
    frame = pmr_xl.open_office(office.folder).commitments(done=True).to_frame()
    assert list(frame["status"]) == ["overdue", "overdue", "open", "implemented"]
    assert list(frame["days_overdue"]) == [60, 29, 0, 0]
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        name: one.dtype for name, one in COMMITMENTS.items()
    }


def test_another_room_of_the_desk_adds_one_and_not_twice(office):
    desk = Desk(office.folder)
    first = agree(desk, "Count anew", "DSNY", date(2027, 1, 31), indicator=LOTS, origin="reliability, FY26", who="Ana")
    assert agree(desk, "Count anew", "DSNY", indicator=LOTS, origin="reliability, FY26") == first
    assert (first.code, first.kind, first.who) == ("C-0001", "corrective action", "Ana")
    assert agree(desk, "Count anew", "DPR", origin="reliability, FY26").code == "C-0002"
    with pytest.raises(Fault, match="no agency"):
        agree(desk, "Count anew", "XXX")
    assert list(rows(office)) == ["C-0001", "C-0002"]


@pytest.fixture
def sheet(made, tmp_path, monkeypatch):
    stand_at(monkeypatch, date(2026, 8, 20))
    return HandedIn(made, tmp_path)


def test_a_return_sticks_to_its_indicator_until_a_figure_or_a_reason_closes_it(sheet):
    ids = list(sheet.rows())[2:5]
    for name, word, note in zip(ids, ("Return", "Hold", "Return"), ("Which lots?", "", "why"), strict=True):
        sheet.type(name, Decision=word, Note=note)
    told = sheet.ask("decide", sheet.path)
    assert re.search(
        r"  C-000\d, .+: Which lots\? It is closed by a figure or for a reason\.", told.replace("lots?.", "lots?")
    )
    made = {one.now.indicator: one.now for one in Desk(sheet.office).record.commitments()}
    assert sorted(made) == sorted(ids)
    assert (made[ids[0]].what, made[ids[0]].due, made[ids[0]].origin) == (
        *("Which lots?", date(2026, 9, 17), "decision Return"),
    )
    assert made[ids[1]].what == "Clear up what it is held for."
    sheet.ask("decide", sheet.path)
    assert len(Desk(sheet.office).record.commitments()) == 3, "again, nothing is added"
    sheet.review()
    sheet.type(ids[0], Decision="Approve", Note="they told us")
    sheet.type(ids[1], Decision="Withdraw")
    sheet.ask("decide", sheet.path)
    now = {one.now.indicator: one for one in Desk(sheet.office).record.commitments()}
    assert (now[ids[0]].now.status, now[ids[0]].now.why) == ("closed", "Approve: they told us")
    assert now[ids[0]].now.figure == sheet_figure(sheet, ids[0])
    assert (now[ids[1]].now.status, now[ids[1]].now.why) == ("closed", "Withdrawn")
    assert not now[ids[2]].now.status.done
    sheet.review()
    sheet.type(ids[0], Decision="Return", Note="again, which lots?")
    sheet.ask("decide", sheet.path)
    again = {one.now.indicator: one for one in Desk(sheet.office).record.commitments()}[ids[0]]
    assert (again.code, again.now.what, again.now.status, len(again.steps)) == (
        *(now[ids[0]].code, "again, which lots?", "open", 3),
    )


def sheet_figure(sheet, name):
    """The figure on the variance sheet, as the report prints it."""
    line = Desk(sheet.office).library.chapter("DSNY").by_id[name]
    return line.indicator.measure.show(line.indicator.measure.from_cell(float(sheet.rows()[name]["FY26"]), "General"))


def test_an_acceptance_closes_what_was_returned_and_its_withdrawal_opens_it_again(office):
    office.history()
    form = office.form("LPC")
    office.run("review", form)
    handed = HandedIn.__new__(HandedIn)
    handed.path = office.folder / "outbox" / f"{form.stem}_variances.xlsx"
    name = next(iter(handed.rows()))
    handed.type(name, Decision="Hold", Note="until the audit is read")
    office.run("decide", handed.path)
    assert [one["indicator_id"] for one in rows(office).values()] == [name]
    office.run("review", form)
    handed.type(name, Decision="Return", Note="as the auditors have it")
    office.run("decide", handed.path)
    ((_, one),) = rows(office).items()
    assert one["what"] == "as the auditors have it"
    second = office.corrected("LPC", {name: 1234.0})
    told = office.run("accept", second, "--despite", "as printed", leaves=None)
    assert re.search(r"C-0001, .+: closed with 1,234 \(accepted, version 2\)\.", told)
    assert not rows(office)
    (closed,) = rows(office, "--done").values()
    assert (closed["status"], closed["figure"], closed["last_why"]) == ("closed", "1,234", "accepted, version 2")
    office.run("withdraw", "MMR-FY26", "LPC", "--why", "the wrong file")
    assert "  agreed: C-0001 (LPC): as the auditors have it" in office.run("record", "show", name)
    (opened,) = rows(office).values()
    assert (opened["stated_status"], opened["figure"]) == ("open", "")
