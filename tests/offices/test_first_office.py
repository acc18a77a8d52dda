"""A small office made by the first program: every later state opens it and loses no figure, answer or decision."""

from __future__ import annotations

import csv
import json
import re
import shutil
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from at_least_one import at_least_one
from click.testing import CliRunner

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.forms.variance_sheet.decisions.reader import read_decisions
from pmr_xl.rules.engine.evidence.unexplained_message import question

FIRST = Path(__file__).parent / "first"


def table(name):
    with (FIRST / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    return rows


@pytest.fixture
def office(tmp_path):
    return Path(shutil.copytree(FIRST / "office", tmp_path / "office"))


def ask(office, *arguments, leaves=(0,)):
    """What a command says; it must leave as told."""
    done = CliRunner().invoke(pmr, ["--office", str(office), *map(str, arguments)])
    assert done.exit_code in leaves, done.output
    return done.stdout + done.stderr


def cells(sheet, heading):
    """Rows of a sheet by the columns' headings, from the row on in which one of them stands."""
    rows = list(sheet.iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if heading in row)
    return [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]]


def test_no_figure_and_no_decision_is_lost(office):
    shown = {row["indicator"]: "" for row in table("figures")}
    shown = {name: ask(office, "record", "show", name).splitlines() for name in shown}
    for row in at_least_one(table("figures")):
        version = f", version {row['version']}," if row["version"] else ","
        words = re.escape(f"{row['period']} "), re.escape(row["kind"]), re.escape(row["printed"])
        source = re.escape(f"  {row['edition']}, {row['file']}{version}")
        like = re.compile(rf"{'✓' if row['in_force'] == 'yes' else ' '} {words[0]}\s*{words[1]}\s+{words[2]}{source}")
        lines = shown[row["indicator"]]
        found = [at for at, line in enumerate(lines) if like.match(line)]
        assert len(found) == 1, (row, lines)
        assert row["reason"] in lines[found[0] + 1]
    for row in table("decisions"):
        note = f": {row['note']}" if row["note"] else ""
        said = f"● {row['edition']}: {row['decision']}{note}, by {row['who']} on {row['on']}"
        assert any(line.startswith(said) for line in shown[row["indicator"]]), (row, shown[row["indicator"]])


def test_no_answer_is_lost(office):
    inbox, answers = office / "inbox", table("answers")
    for name in at_least_one(sorted({row["form"] for row in answers})):
        told = json.loads(ask(office, "validate", inbox / name, "--json", "-", leaves=(0, 1, 2)))
        explained = {(question(one["rule"]), one["indicator"]): one["explained"] for one in told["findings"]}
        copy = name.replace(".xlsx", "_review.xlsx")
        sheet = cells(openpyxl.load_workbook(inbox / copy)["PMR findings"], "Rule")
        for row in at_least_one(one for one in answers if one["form"] == name):
            if row["explained"] == "no" and (question(row["rule"]), row["indicator"]) not in explained:
                continue  # an error of that row is told first; what was left open answered nothing
            assert explained[question(row["rule"]), row["indicator"]] is (row["explained"] == "yes"), row
            asked = question(row["rule"]), row["indicator"]  # which rule asks it may hang on what counts by now
            (line,) = [one for one in sheet if (question(one["Rule"]), one["Indicator id"]) == asked]
            assert {row["text"], row["by"]} <= set(line.values()), (row, line)


def test_an_answered_review_copy_sent_back_is_understood(office, tmp_path):
    alone = Path(shutil.move(office / "inbox" / "PMR_HFS_PMMR_FY27_v1_review.xlsx", tmp_path))
    told = json.loads(ask(office, "validate", alone, "--no-copy", "--json", "-", leaves=(0, 1)))
    explained = {one["rule"]: one["explained"] for one in told["findings"]}
    assert explained["TGT-008"] is True
    assert explained["MIS-002"] is False


def test_decided_sheets_hold_and_say_nothing_new(office):
    sheets = sorted((office / "outbox").glob("*_v1_variances.xlsx"))
    assert len(sheets) == 4
    for sheet in sheets:
        assert " 0 new to the record" in ask(office, "decide", sheet, leaves=(0, 1))


def test_a_sheet_made_anew_has_what_was_decided(office):
    ask(office, "review", office / "inbox" / "PMR_HFS_PMMR_FY27_v2.xlsx", "--into", office / "outbox")
    made = office / "outbox" / "PMR_HFS_PMMR_FY27_v2_variances.xlsx"
    rows = {one.indicator_id: one for one in read_decisions(read_book(made))}
    assert (rows["hfs-trips-on-time"].decision, rows["hfs-trips-on-time"].note) == ("Hold", "keep the target?")
    assert (rows["hfs-slips-inspected"].decision, rows["hfs-slips-inspected"].note) == ("Adjust target", "410")
    row = rows["hfs-ferry-trips"]
    assert (row.decision, row.note, row.earlier.decision) == ("", "", "Approve"), "another figure: open again, and told"


def decide(sheet, name, word):
    book = openpyxl.load_workbook(sheet)
    page = book["Review"]
    heading = next(row for row in page.iter_rows() if any(cell.value == "Id" for cell in row))
    at = {cell.value: cell.column for cell in heading}
    row = next(n for n in range(heading[0].row + 1, page.max_row + 1) if page.cell(n, at["Id"]).value == name)
    page.cell(row, at["Decision"]).value = word
    for left in at.keys() & {"Note", "Name", "Date", "By", "On"}:
        page.cell(row, at[left]).value = None
    book.save(sheet)


def test_what_is_accepted_already_stays_and_the_next_version_is_taken(office):
    inbox = office / "inbox"
    for name in ("PMR_HFS_MMR_FY26_v2", "PMR_OSL_MMR_FY26_v1", "PMR_HFS_CPR_FY27-M05_v2", "PMR_HFS_PMMR_FY27_v1"):
        assert "is in the record" in ask(office, "accept", inbox / f"{name}.xlsx")
    ask(office, "review", inbox / "PMR_HFS_PMMR_FY27_v2.xlsx", "--into", office / "outbox")
    sheet = office / "outbox" / "PMR_HFS_PMMR_FY27_v2_variances.xlsx"
    decide(sheet, "hfs-trips-on-time", "Accept")
    ask(office, "decide", sheet)
    assert "version 2" in ask(office, "accept", inbox / "PMR_HFS_PMMR_FY27_v2.xlsx")
    assert re.search(r"✓ FY27 4-month\D+14,025 ", ask(office, "record", "show", "hfs-ferry-trips"))


def test_tables_print_what_they_printed(office, tmp_path):
    ask(
        office,
        "assemble",
        "HFS",
        "OSL",
        "--report",
        "mmr",
        "--year",
        2026,
        "--into",
        tmp_path / "mmr",
        "--csv",
        leaves=(4,),
    )
    ask(
        office, "assemble", "HFS", "--report", "pmmr", "--year", 2027, "--into", tmp_path / "pmmr", "--csv", leaves=(4,)
    )
    printed = {}
    for path in (*(tmp_path / "mmr").glob("*_clean.csv"), *(tmp_path / "pmmr").glob("*_clean.csv")):
        for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()):
            kind = {"plan": "target", "budget": "target"}.get(row["kind"], row["kind"])  # called so then
            printed[row["report"], row["indicator_id"], kind, row["period"]] = row["value_display"]
    for row in at_least_one(table("printed")):
        assert printed[row["report"], row["indicator"], row["kind"], row["period"]] == row["value_display"], row


def test_the_next_form_knows_history_and_targets(office, tmp_path):
    ask(office, "blank", "--due", "2026-09-17", "HFS", "OSL", "--report", "mmr", "--year", 2027, "--into", tmp_path)
    rows = {}
    for code in ("HFS", "OSL"):
        sheet = openpyxl.load_workbook(tmp_path / f"PMR_{code}_MMR_FY27_v1.xlsx")["Submission"]
        rows |= {row["Id"]: row for row in cells(sheet, "Id")}
    for row in at_least_one(table("next_form")):
        there, heading = rows[row["indicator"]], row["heading"]
        if heading not in there:  # a form calls its targets current and proposed by now
            heading = next(one for one in there if one.endswith(heading.replace("Target", " target")))
        found = there[heading]
        shown = str(found) if isinstance(found, timedelta) else str(found or "")
        assert shown == row["value"], row


def test_the_first_change_brings_the_record_forward_and_says_so(office):
    record = office / "record.sqlite"
    before = record.read_bytes()
    ask(office, "validate", office / "inbox" / "PMR_HFS_PMMR_FY27_v2.xlsx", leaves=(0, 1))
    assert record.read_bytes() == before, "reading changes nothing"
    sheet = office / "outbox" / "PMR_HFS_PMMR_FY27_v2_variances.xlsx"
    decide(sheet, "hfs-trips-on-time", "Accept")
    assert "kept as record.format-1.sqlite" in ask(office, "decide", sheet)
    assert (office / "record.format-1.sqlite").read_bytes() == before
    assert "format-1" not in ask(office, "accept", office / "inbox" / "PMR_HFS_PMMR_FY27_v2.xlsx")


def test_a_form_is_not_accused_of_what_only_a_later_report_states(office):
    """November's form was made before the Preliminary report was accepted, which alone states July to October."""
    for version in ("v1", "v2"):
        form = office / "inbox" / f"PMR_HFS_CPR_FY27-M05_{version}.xlsx"
        assert "✓ FY27 4-month actual          14,020  PMMR" in ask(office, "record", "show", "hfs-ferry-trips")
        told = json.loads(ask(office, "validate", form, "--no-copy", "--json", "-", leaves=(0, 1, 2)))
        assert [one["rule"] for one in told["findings"] if one["severity"] == "error"] == []
        assert told["findings"], "it is checked by everything else"
    book = openpyxl.load_workbook(form)
    book["Submission"]["I7"] = 14000
    book.save(form)
    told = json.loads(ask(office, "validate", form, "--no-copy", "--json", "-", leaves=(2,)))
    (typed,) = [one for one in told["findings"] if one["severity"] == "error"]
    assert (typed["rule"], typed["cell"]) == ("REV-001", "I7")
    assert "shows 14,000 for FY27 4-month; published was 14,020" in typed["message"]
