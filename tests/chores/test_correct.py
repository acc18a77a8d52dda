"""A figure corrected by telephone: beside what was sent, shown wherever it counts, confirmed by the next version."""

from __future__ import annotations

import json

import openpyxl
import pytest
from office import typed

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.model.fiscal import Edition, Report

pytestmark = pytest.mark.both_engines

MILES = "dsny-miles-highway-cleaned"
SHIFT = "dsny-residential-curbside-trucks-dumped-shift"
MMR26 = Edition(Report.MMR, 2026)
TOLD = ("--said-by", "Jo Doe", "--why", "two digits were swapped", "--by", "Ana")


def row_of(office, form, name):
    return office.read(form).by_id[name].actual


def findings(office, form, leaves):
    return json.loads(office.ask("validate", form, "--no-copy", "--json", "-", leaves=leaves))["findings"]


@pytest.fixture
def sent(office):
    """A clean submission, and its cell for miles of highway; nothing of the year is accepted yet."""
    office.ask("withdraw", "MMR-FY26", "DSNY", "--why", "for this story")
    form = office.submitted()
    return form, row_of(office, form, MILES)


def test_it_is_kept_beside_what_was_sent_and_the_file_stays(office, sent):
    form, cell = sent
    before = form.read_bytes()
    told = office.ask("correct", form, cell.where.address, "4,567", *TOLD)
    assert f"{cell.where} is read as 4,567; it was sent as {cell.as_printed}. Said by Jo Doe, noted by Ana on " in told
    assert form.read_bytes() == before
    told = office.ask("validate", form, "--all", "--into", office.work)
    assert f"was sent as {cell.as_printed}; the office reads it as 4,567, said by Jo Doe, noted by Ana on" in told
    copy = office.work / f"{form.stem}_review.xlsx"
    assert openpyxl.load_workbook(copy)["Submission"][cell.where.address].value == cell.cell.value, "as it was sent"
    noted = [note.text for note in read_book(copy).sheet("Submission").notes if note.row == cell.where.row]
    assert any("4,567" in text for text in noted), "a note on the very cell"
    (one,) = [one for one in findings(office, form, 0) if one["rule"] == "PRV-003"]
    assert (one["cell"], one["found"], one["expected"]) == (cell.where.address, cell.as_printed, "4,567")
    listed = office.ask("correct", form)
    assert f"sent as {cell.as_printed}, read as 4567" in listed
    assert "said by Jo Doe, noted by Ana" in listed


def test_it_is_judged_reviewed_and_accepted_as_it_is_read_and_provenance_says_both(office, sent):
    form, cell = sent
    office.ask("correct", form, MILES, "45,670", *TOLD)
    asked = [one["rule"] for one in findings(office, form, 1)]
    assert "OUT-001" in asked or "OUT-002" in asked, "what is judged is the figure as it is read"
    office.ask("correct", form, MILES, "4,567", *TOLD)
    office.ask("review", form, "--into", office.work)
    book = read_book(office.work / f"{form.stem}_variances.xlsx")
    texts = [c.value for sheet in book.sheets for c in sheet.cells.values() if isinstance(c.value, str)]
    said = f"sent as {cell.as_printed}, read as 4,567, said by Jo Doe, noted by Ana on "
    assert any("(Office: corrected by word of mouth" in text and said in text for text in texts)
    assert any(f"● By phone: sent as {cell.as_printed}, read as 4,567" in text for text in texts), "why the row is here"
    told = office.ask("accept", form, "--dry-run")
    assert f"✎ {office.read(form).by_id[MILES].indicator.name}: corrected by word of mouth: {said}" in told
    told = office.ask("accept", form)
    assert said in told, "the receipt says it"
    shown = office.ask("record", "show", MILES)
    (line,) = [line for line in shown.splitlines() if "FY26 " in line and "actual" in line and "✓" in line]
    assert " 4,567 " in line
    assert said in shown
    assert "sent as" in shown.split("said by Jo Doe, noted by Ana")[0]
    assert "read as 45670" in shown, "what was noted first is kept too"
    assert "corrected anew to 4567" in shown
    into = office.work / "tables"
    office.ask("assemble", "DSNY", "--into", into)
    printed = [c.value for s in read_book(next(into.glob("*.xlsx"))).sheets for c in s.cells.values()]
    assert "4,567" in printed or 4567.0 in printed
    assert "is accepted already" in office.ask("correct", form, MILES, "4,568", *TOLD, leaves=2)


def test_it_can_be_taken_back(office, sent):
    form, cell = sent
    office.ask("correct", form, MILES, "4,567", *TOLD)
    assert "--why" in office.ask("correct", form, MILES, "--take-back", leaves=2)
    told = office.ask("correct", form, MILES, "--take-back", "--why", "misheard", "--by", "Ben")
    assert f"is read as it was sent again: {cell.as_printed}" in told
    assert not [one for one in findings(office, form, 0) if one["rule"] == "PRV-003"]
    listed = office.ask("correct", form)
    assert "taken back by Ben" in listed
    assert "misheard" in listed
    assert "has no correction that stands" in office.ask("correct", form, MILES, "--take-back", "--why", "x", leaves=2)


@pytest.mark.parametrize(("now", "outcome", "leaves"), [(4567, "confirmed", 0), (4_999, "not confirmed", 1)])
def test_the_next_version_confirms_it_or_not(office, sent, now, outcome, leaves):
    form, cell = sent
    office.ask("correct", form, MILES, "4,567", *TOLD)
    second = office.submitted(version=2)
    typed(second, {(cell.where.sheet, cell.where.address): now})
    rules = {one["rule"]: one for one in findings(office, second, leaves)}
    assert ("PRV-004" in rules, "PRV-005" in rules) == (outcome == "confirmed", outcome != "confirmed")
    told = office.ask("accept", second, *(("--despite", "they will call") if leaves else ()))
    assert "4,567, said by Jo Doe, noted by Ana" in told
    assert f"is {outcome} by version 2" in told
    (kept,) = Desk(office.folder).record.corrections(MMR26, "DSNY")
    assert (kept.end.outcome, kept.end.version) == (outcome, 2)
    assert f"{outcome} by version 2" in office.ask("record", "show", MILES)
    third = office.submitted(version=3)
    typed(third, {(cell.where.sheet, cell.where.address): now, (cell.where.sheet, "A1"): "DSNY, third"})
    again = {one["rule"] for one in findings(office, third, 0)}
    assert not {"PRV-004", "PRV-005"} & again, "it has been said"


def test_a_correction_of_another_file_is_none_of_this_one(office, sent):
    form, cell = sent
    office.ask("correct", form, MILES, "4,567", *TOLD)
    typed(form, {(cell.where.sheet, "A1"): "another file of that name"})
    assert not [one for one in findings(office, form, 0) if one["rule"].startswith("PRV-00")]


@pytest.mark.parametrize(
    ("cell", "value", "more", "says"),
    [
        (MILES, "4,567", ("--why", "x"), "--said-by"),
        (MILES, "4,567", ("--said-by", "Jo"), "--why"),
        ("ZZ99", "4,567", TOLD, "has no cell ZZ99"),
        ("FY25", "4,567", TOLD, "has no cell FY25"),
        ("locked", "4,567", TOLD, "is not the agency's to fill"),
        (MILES, "about two", TOLD, "is not a figure in number"),
        (MILES, "4.567", TOLD, "4.567 would be printed as 5."),
        (SHIFT, "0.41", TOLD, "“0.41” may be 41.0% or 0.4%."),
        (MILES, "-5", TOLD, "-5 is below 0, as no published figure is."),
        (SHIFT, "840%", TOLD, "840% is more than the 100.0% that is possible."),
        (SHIFT, "-1%", TOLD, "-1% is below 0, as no published figure is."),
        (MILES, "same", TOLD, "already"),
    ],
)
def test_what_cannot_be_corrected_is_refused(office, sent, cell, value, more, says):
    form, there = sent
    locked = office.read(form).by_id[MILES]["FY25"].where.address
    told = office.ask(
        "correct",
        form,
        locked if cell == "locked" else cell,
        there.as_printed if value == "same" else value,
        *more,
        leaves=2,
    )
    assert says in told
    assert Desk(office.folder).record.corrections(MMR26, "DSNY") == []


def test_without_an_office_of_ones_own_nothing_is_corrected(sent):
    from click.testing import CliRunner

    from pmr_xl.cli.commands import pmr

    told = CliRunner().invoke(pmr, ["correct", str(sent[0]), MILES, "4,567", *TOLD])
    assert "no record" in str(told.exception)
