"""Accepting is a decision: what it changes is shown, what stands in its way is told, and it can be taken back whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from kept_on import ENGINES, kept, state_of

from pmr_xl.cli.commands import pmr
from pmr_xl.model.fault import Fault

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
FORM = "PMR_HFS_PMMR_FY27_v{}.xlsx"
TRIPS, ON_TIME, SPENDING = "hfs-ferry-trips", "hfs-trips-on-time", "hfs-repair-spending"


class Office:
    """A copy of the first office, and what people do in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(shutil.copytree(FIRST, folder / "office"))
        self.inbox, self.outbox = self.folder / "inbox", self.folder / "outbox"

    def ask(self, *arguments, leaves=0):
        done = CliRunner().invoke(pmr, ["--office", str(self.folder), *map(str, arguments)])
        fault = done.exception if isinstance(done.exception, Fault) else None
        assert (fault.exit_code if fault else done.exit_code) == leaves, done.output
        return f"{done.stdout}{done.stderr}{fault or ''}"

    def form(self, version):
        return self.inbox / FORM.format(version)

    def decide(self, version, **words):
        """Decide on a version's own sheet, made anew: words by the end of the id, with strokes as underscores."""
        self.ask("review", self.form(version), "--into", self.outbox)
        sheet = self.outbox / f"{self.form(version).stem}_variances.xlsx"
        book = openpyxl.load_workbook(sheet)
        page = book["Review"]
        heading = next(row for row in page.iter_rows() if any(cell.value == "Id" for cell in row))
        at = {cell.value: cell.column for cell in heading}
        left = {f"hfs-{name.replace('_', '-')}": word for name, word in words.items()}
        for row in range(heading[0].row + 1, page.max_row + 1):
            if (name := page.cell(row, at["Id"]).value) in left:
                page.cell(row, at["Decision"]).value = left.pop(name)
                for column in ("Note", "Name", "Date"):
                    page.cell(row, at[column]).value = None
        assert not left
        book.save(sheet)
        return self.ask("decide", sheet)

    def state(self):
        return state_of(self.folder)


@pytest.fixture(params=ENGINES)
def office(tmp_path, request):
    made = Office(tmp_path)
    kept(made.folder, request.param, request)
    return made


def test_a_decision_that_stands_refuses_it_and_what_it_would_change_is_shown(office):
    before = office.state()
    told = office.ask("accept", office.form(2), leaves=2)
    assert "HFS · PMMR Fiscal 2027 · version 2 · 6 indicators" in told
    assert "✎ 1 explained" in told
    assert f"✕ Hold by P. Lindqvist on 2026-11-25, {ON_TIME}: keep the target?" in told
    assert "● Adjust target by J. Okonkwo on 2026-11-24, hfs-slips-inspected: 410" in told
    assert "In the record: 2 figures changed" in told
    assert "Ferry trips made, FY27 4-month: 14,020 → 14,025" in told
    assert "Spending on slip repairs ($000), FY27 4-month: NA → $452.7" in told
    assert f"is not accepted: the decision 1 Hold stands on it: {ON_TIME}." in told
    assert office.state() == before
    assert not list((office.folder / "accepted" / "hfs").glob("*PMMR_FY27_v2*"))

    office.decide(2, trips_on_time="Accept")
    assert "✓" not in office.ask("accept", office.form(2), "--dry-run")
    told = office.ask("accept", office.form(2))
    assert "✓ PMR_HFS_PMMR_FY27_v2.xlsx is in the record: HFS PMMR Fiscal 2027, version 2" in told
    assert "is in the record already" in office.ask("accept", office.form(2))


def test_a_return_stands_until_the_figure_is_another_one(office):
    office.decide(2, trips_on_time="Accept", ferry_trips="Return")
    assert f"the decision 1 Return stands on it: {TRIPS}." in office.ask("accept", office.form(2), leaves=2)
    book = openpyxl.load_workbook(office.form(2))
    cell = next(cell for row in book["Submission"].iter_rows() for cell in row if cell.value == 14025)
    book.save(office.form(3))
    assert f"stands on it: {TRIPS}." in office.ask("accept", office.form(3), leaves=2), "the same figure again"
    cell.value = 14031
    book.save(office.form(3))
    told = office.ask("accept", office.form(3))
    assert f"● Return by root, {TRIPS}" not in told
    assert "it was on another figure and stands no more" in told
    assert "14,020 → 14,031" in told
    into = office.folder / "tables"
    told = office.ask("assemble", "HFS", "--report", "pmmr", "--year", 2027, "--into", into, leaves=4)
    assert "Not accepted by the supervisor" not in told, "the figure that was returned is not the one that is printed"


def test_an_acceptance_is_taken_back_whole_and_any_version_can_be_accepted_again(office):
    office.decide(2, trips_on_time="Accept")
    office.ask("accept", office.form(2))
    told = office.ask("withdraw", "pmmr-fy27", "hfs", "--why", "v2 was a draft", "--by", "J. Okonkwo")
    assert (
        "HFS PMMR Fiscal 2027, version 2 (PMR_HFS_PMMR_FY27_v2.xlsx), is withdrawn by J. Okonkwo: v2 was a draft"
        in told
    )
    assert "Version 1 (PMR_HFS_PMMR_FY27_v1.xlsx) counts again." in told
    lines = office.ask("record", "show", TRIPS).splitlines()
    at = next(at for at, line in enumerate(lines) if "14,025" in line)
    assert lines[at].startswith(" ")
    assert "withdrawn by J. Okonkwo on " in lines[at + 1]
    assert ": v2 was a draft" in lines[at + 1]
    assert any(line.startswith("✓") and "14,020" in line for line in lines)

    assert "Nothing of HFS is accepted for PMMR Fiscal 2027 now." in office.ask(
        "withdraw", "PMMR-FY27", "HFS", "--why", "all anew"
    )
    told = office.ask("withdraw", "PMMR-FY27", "HFS", "--why", "again", leaves=2)
    assert "Nothing of HFS is accepted for PMMR Fiscal 2027." in told
    assert "✓ FY27 4-month actual" not in office.ask("record", "show", TRIPS)
    assert "1 new figure" not in office.ask("accept", office.form(2))
    assert any("✓" in line and "14,025" in line for line in office.ask("record", "show", TRIPS).splitlines())


def test_open_queries_want_a_reason_that_is_kept_and_shown(office):
    office.ask("withdraw", "PMMR-FY27", "HFS", "--why", "to be accepted anew")
    office.decide(1, trips_on_time="Accept")
    before = office.state()
    told = office.ask("accept", office.form(1), leaves=2)
    assert "▲ MIS-002  Submission!J12  Spending on slip repairs ($000): " in told
    assert "is not accepted: 1 query is open" in told
    assert "--despite" in told
    assert "is not accepted" in office.ask("accept", office.form(1), "--despite", "  ", leaves=2)
    assert "✓" not in office.ask("accept", office.form(1), "--dry-run", leaves=1)
    assert office.state() == before
    why = "The deadline is today; the figure follows"
    told = office.ask("accept", office.form(1), "--by", "J. Okonkwo", "--despite", why)
    assert f"Accepted despite open queries: {why}" in told
    shown = office.ask("record", "show", SPENDING)
    assert "▲ MIS-002, Submission!J12: open when PMMR Fiscal 2027, version 1, was accepted by J. Okonkwo on " in shown
    assert shown.count(f"despite it: {why}") == 1
    assert "despite it" not in office.ask("record", "show", TRIPS)
    into = office.folder / "tables"
    told = office.ask("assemble", "HFS", "--report", "pmmr", "--year", 2027, "--into", into, leaves=4)
    assert f"▲ HFS PMMR Fiscal 2027, version 1, was accepted by J. Okonkwo despite 1 open query: {why}" in told
    office.ask("withdraw", "PMMR-FY27", "HFS", "--why", "mended")
    assert "despite it" not in office.ask("record", "show", SPENDING)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("withdraw", "FY27", "HFS", "--why", "x"), "“FY27” is no edition"),
        (("withdraw", "PMMR-FY27", "HFX", "--why", "x"), "HFS"),
        (("withdraw", "PMMR-FY27", "HFS", "--why", " "), "--why"),
        (("withdraw", "PMMR-FY27", "HFS"), "--why"),
    ],
)
def test_what_cannot_be_taken_back_is_told_and_nothing_changes(office, arguments, word):
    before = office.state()
    assert word in office.ask(*arguments, leaves=2)
    assert office.state() == before
